import { exportName } from '../../../share/export.ts'
import { saveBlob } from '../../export/save-blob.ts'
import { dayRange } from '../../words/dates.ts'
import { count } from '../../words/numbers.ts'
import { Button } from '../Button.tsx'
import { MenuItems } from '../Menu.tsx'
import { Popover } from '../Popover.tsx'
import { useSay } from '../Status.tsx'
import type { PictureTheme } from './palette.ts'
import type { Drawing, PictureWords } from './picture.ts'
import type { PictureFormat } from './picture-file.ts'
import { type Notes, usePictureNotes } from './picture-notes.tsx'

interface SavePictureProps {
  readonly title: string
  readonly caption: string
  readonly keys: PictureWords['keys']
  /** Asked when a picture is wanted; null while there is nothing drawn. */
  readonly drawing: () => Drawing | null
}

const CHOICES: readonly { readonly format: PictureFormat; readonly theme: PictureTheme; readonly label: string }[] = [
  { format: 'svg', theme: 'light', label: 'SVG, light' },
  { format: 'svg', theme: 'dark', label: 'SVG, dark' },
  { format: 'png', theme: 'light', label: 'PNG, light' },
  { format: 'png', theme: 'dark', label: 'PNG, dark' },
]

/** Saves a chart as a picture that stands alone: with its title, key, definition and dates. The code for that is fetched when it is asked for. */
export function SavePicture(props: SavePictureProps) {
  const notes = usePictureNotes()
  return notes === null ? null : (
    <span data-print="no">
      <PictureMenu {...props} notes={notes} />
    </span>
  )
}

function PictureMenu({ title, caption, keys, drawing, notes }: SavePictureProps & { readonly notes: Notes }) {
  const say = useSay()
  const { definition, first, last, whose } = notes
  const full = whose === '' ? title : `${title}: ${whose}`
  const save = async ({ format, theme }: (typeof CHOICES)[number]): Promise<void> => {
    const drawn = drawing()
    if (drawn === null) {
      say('There is no chart to save yet.', true)
      return
    }
    const range = first === null || last === null ? '' : dayRange(first, last)
    try {
      const { pictureFile } = await import('./picture-file.ts')
      const { blob, width, height } = await pictureFile({ title: full, caption, keys, definition, range }, drawn, format, theme)
      // Not of whom: names of files show where the file itself is not opened.
      const name = exportName(`${title} ${theme}`, last, format)
      saveBlob(blob, name)
      say(`Saved ${name}, ${count(width)} × ${count(height)} pixels.`, true)
    } catch (reason) {
      say(`The picture was not saved. ${reason instanceof Error ? reason.message : String(reason)}`, true)
    }
  }
  return (
    <Popover
      align="end"
      trigger={opener => (
        <Button kind="link" aria-label={`Save picture: ${full}`} {...opener}>
          Save picture
        </Button>
      )}
    >
      <MenuItems items={CHOICES.map(choice => ({ label: choice.label, icon: 'download', onChoose: () => void save(choice) }))} />
    </Popover>
  )
}
