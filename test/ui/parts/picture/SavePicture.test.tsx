import { render, screen } from '@testing-library/react'
import { PointerEventsCheckLevel, userEvent } from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Drawing } from '../../../../src/ui/parts/picture/picture.ts'
import { PictureNotes } from '../../../../src/ui/parts/picture/picture-notes.tsx'
import { SavePicture } from '../../../../src/ui/parts/picture/SavePicture.tsx'
import { Status } from '../../../../src/ui/parts/Status.tsx'
import { parsed, textsOf } from './parsed.ts'

/** Files that the page handed to the browser. */
const saved: { name: string; blob: Blob }[] = []
const blobs = new Map<string, Blob>()
// jsdom has neither addresses of blobs, nor downloads, nor popovers: these are the browser's part.
const { click } = HTMLAnchorElement.prototype
beforeEach(() => {
  saved.length = 0
  URL.createObjectURL = blob => {
    const address = `blob:test/${blobs.size}`
    // Our own pages hand over nothing else.
    blobs.set(address, blob as Blob)
    return address
  }
  URL.revokeObjectURL = () => undefined
  HTMLAnchorElement.prototype.click = function saveIt() {
    const blob = blobs.get(this.href)
    if (blob !== undefined) saved.push({ name: this.download, blob })
  }
  HTMLElement.prototype.hidePopover = () => undefined
})
afterEach(() => {
  HTMLAnchorElement.prototype.click = click
})

const LANES: Drawing = { kind: 'lanes', lanes: [{ heading: 'one', figure: '1%', parts: [{ share: 1, fill: 'solid' }] }] }
const control = (drawing: () => Drawing | null = () => LANES) => (
  <SavePicture title="Spend per week" caption="Sums." keys={[]} drawing={drawing} />
)
const choose = async (label: string) => {
  const user = userEvent.setup({ pointerEventsCheck: PointerEventsCheckLevel.Never })
  await user.click(screen.getByRole('button', { name: label, hidden: true }))
}

describe('saving a picture', () => {
  const first = Date.UTC(2025, 0, 6)
  const last = Date.UTC(2025, 2, 28)

  it('is not offered where nobody says what the figures mean', () => {
    render(control())
    expect(document.body.textContent).toBe('')
  })

  it('says whose figures they are, what they mean and of which days; its name says what but not whose', async () => {
    render(
      <Status>
        <PictureNotes definition="Simple LTV." first={first} last={last}>
          <PictureNotes whose="customer anna">{control()}</PictureNotes>
        </PictureNotes>
      </Status>,
    )
    screen.getByRole('button', { name: 'Save picture: Spend per week: customer anna' })
    await choose('SVG, dark')
    await screen.findByText(/^Saved worthwhile-spend-per-week-dark-2025-03-28\.svg, 768 × \d+ pixels\.$/)
    const [file] = saved
    expect(file?.name).toBe('worthwhile-spend-per-week-dark-2025-03-28.svg')
    expect(file?.blob.type).toBe('image/svg+xml')
    const texts = textsOf(parsed((await file?.blob.text()) ?? ''))
    expect(texts).toEqual([
      'Spend per week: customer anna',
      'Sums.',
      'one',
      '1%',
      'Simple LTV.',
      'Data of 6 Jan – 28 Mar 2025, UTC',
      'Made with Worthwhile',
    ])
  })

  it('says so when there is nothing drawn yet', async () => {
    render(
      <Status>
        <PictureNotes definition="Simple LTV.">{control(() => null)}</PictureNotes>
      </Status>,
    )
    await choose('SVG, light')
    await screen.findByText('There is no chart to save yet.')
    expect(saved).toEqual([])
  })

  it('says what went wrong, and saves nothing then', async () => {
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
    render(
      <Status>
        <PictureNotes definition="Simple LTV.">{control(() => ({ kind: 'on page', svg }))}</PictureNotes>
      </Status>,
    )
    await choose('SVG, light')
    await screen.findByText('The picture was not saved. The chart has no width yet. Save its picture once it is drawn.')
    expect(saved).toEqual([])
  })
})
