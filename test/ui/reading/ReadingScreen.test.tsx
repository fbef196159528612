import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import type { Session } from '../../../src/store/session.ts'
import { pace } from '../../../src/ui/reading/pace.ts'
import { ReadingScreen } from '../../../src/ui/reading/ReadingScreen.tsx'

type Reading = Extract<Session, { phase: 'reading' }>

const READING: Reading = {
  phase: 'reading',
  job: 1,
  mode: 'replace',
  label: 'events.ndjson',
  sample: null,
  progress: {
    files: [{ path: 'events.ndjson', bytesRead: 40_000_000, bytes: 100_000_000 }],
    bytesRead: 40_000_000,
    bytesTotal: 100_000_000,
    events: 254_321,
    rejected: 12,
    elapsedMs: 2000,
  },
  soFar: [],
  silent: false,
  previous: null,
}

function show(change: Partial<Reading> = {}) {
  const did: string[] = []
  render(<ReadingScreen session={{ ...READING, ...change }} onCancel={() => did.push('cancel')} onKeepWaiting={() => did.push('wait')} />)
  return did
}

const fact = (name: string): string | null | undefined => screen.getByText(name, { selector: 'dt' }).nextElementSibling?.textContent

describe('the screen while reading', () => {
  it('counts bytes, events and what is left out, and tells speed and time left', () => {
    show()
    expect([fact('Read'), fact('Events'), fact('Left out'), fact('Speed'), fact('Time left')]).toEqual([
      '40 MB of 100 MB',
      '254,321',
      '12',
      '20 MB/s',
      'about 3 seconds',
    ])
    expect(screen.getByRole<HTMLProgressElement>('progressbar').value).toBe(40_000_000)
  })

  it('shows dashes before the first progress', () => {
    show({ progress: null })
    expect([fact('Read'), fact('Events'), fact('Time left')]).toEqual(['–', '–', '–'])
  })

  it('tells that a sample shop is being made, until it is read like any file', () => {
    const made = { files: [], bytesRead: 0, bytesTotal: 48_500_000, events: 0, rejected: 0, elapsedMs: 900 }
    const recipe = { customers: 2000, events: 400_000, seed: 2025 }
    show({ label: 'Sample shop', sample: recipe, progress: made })
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Making the sample shop')
    expect(screen.getByText(/^400,000 events of 2,000 customers are being made up from seed 2025: 48.5 MB so far\./)).toBeTruthy()
    expect(screen.getByRole<HTMLProgressElement>('progressbar').position).toBe(-1)
    expect(screen.queryByRole('table')).toBeNull()
  })

  it('lists several files with the progress of each', () => {
    const files = [
      { path: 'a.json', bytesRead: 10, bytes: 10 },
      { path: 'b.json', bytesRead: 2000, bytes: 4000 },
    ]
    show({ progress: { ...(READING.progress as NonNullable<Reading['progress']>), files } })
    expect(screen.getByRole('heading', { name: '2 files, 1 read' })).toBeTruthy()
    expect(screen.getByText('2 kB of 4 kB')).toBeTruthy()
  })

  it('marks the first rows as provisional', () => {
    show({ soFar: [{ id: 'c1', ltv: 6985.77, spendUnits: 1_612_100, currency: 'USD' }] })
    expect(screen.getByRole('table', { name: /so far provisional/ }).textContent).toContain('$6,986')
    expect(screen.getByRole('cell', { name: '$161.21' })).toBeTruthy()
  })

  it('cancels', async () => {
    const did = show()
    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }))
    expect(did).toEqual(['cancel'])
  })

  it('offers to stop or to wait when the reader has gone silent', async () => {
    const did = show({ silent: true })
    await userEvent.click(screen.getByRole('button', { name: 'Keep waiting' }))
    await userEvent.click(screen.getByRole('button', { name: 'Stop' }))
    expect(did).toEqual(['wait', 'cancel'])
  })
})

describe('pace', () => {
  it('says nothing before it can know', () => {
    expect(pace({ bytesRead: 5000, bytesTotal: 10_000, elapsedMs: 100 })).toBeNull()
    expect(pace({ bytesRead: 0, bytesTotal: 10_000, elapsedMs: 5000 })).toBeNull()
  })

  it('speaks of less than a second, and of finishing when all bytes are read', () => {
    expect(pace({ bytesRead: 9000, bytesTotal: 10_000, elapsedMs: 1000 })?.left).toBe('about a second')
    expect(pace({ bytesRead: 10_000, bytesTotal: 10_000, elapsedMs: 1000 })?.left).toBe('finishing')
  })
})
