import type { Note, NoteCode } from './notes.ts'

/** A note in the words for one or for several; null when there is nothing to tell. The words for several follow the count. */
export function countedNote(code: NoteCode, count: number, one: string, several: string): Note | null {
  if (count === 0) return null
  return { code, count, message: count === 1 ? one : `${grouped(count)} ${several}` }
}

/** 1204118 as “1,204,118”, whatever the reader's language: the sentences are English. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',')
}

/** Something that was read; `path` is null where it was no file in particular. */
interface NotedSource {
  readonly path: string | null
  readonly notes: ReadonlyMap<NoteCode, number>
}

const NAMED_FILES = 3

/** What readers said of the files, added up. */
export function readingNotes(sources: readonly NotedSource[]): (Note | null)[] {
  const said = (code: NoteCode, one: string, several: string): Note | null => {
    const having = sources.filter(({ notes }) => (notes.get(code) ?? 0) > 0)
    const paths = having.map(({ path }) => path).filter(path => path !== null)
    const named = paths.slice(0, NAMED_FILES).join(', ') + (paths.length > NAMED_FILES ? ' and others' : '')
    const where = named === '' ? '' : ` (${named})`
    const count = having.reduce((sum, { notes }) => sum + (notes.get(code) ?? 0), 0)
    return countedNote(
      code,
      count,
      one.replace('#', () => where),
      several.replace('#', () => where),
    )
  }
  return [
    said(
      'forgiven-commas',
      'One missing, doubled or trailing comma between records was forgiven#.',
      'missing, doubled or trailing commas between records were forgiven#.',
    ),
    said(
      'ends-early',
      'One file ends in the middle of a record or archive#. All whole records were kept.',
      'files end in the middle of a record or archive#. All whole records were kept.',
    ),
    said(
      'floating-point',
      'One file keeps numbers as floating point#. They were read as they print; DECIMAL keeps amounts exact.',
      'files keep numbers as floating point#. They were read as they print; DECIMAL keeps amounts exact.',
    ),
    said(
      'unknown-kinds',
      'One row with an amount above zero has a type of which it is not known whether it is a sale or a refund#. It counts as a sale.',
      'rows with amounts above zero have a type of which it is not known whether it is a sale or a refund#. They count as sales.',
    ),
    said(
      'unread-times',
      'One time of day cannot be read#. Its order is of the day as a whole.',
      'times of day cannot be read#. Their orders are of the day as a whole.',
    ),
    said('lines-above', 'One line above the header row of a table is not read#.', 'lines above the header rows of tables are not read#.'),
    said(
      'empty-cells',
      'One row of a table ends with empty cells that its header row has no names for#. They are not read.',
      'rows of tables end with empty cells that their header row has no names for#. They are not read.',
    ),
    said(
      'day-first-times',
      'One time can only be read with the day first#. All others are read with the month first: if the day stands first there, too, they are wrong.',
      'times can only be read with the day first#. All others are read with the month first: if the day stands first there, too, they are wrong.',
    ),
    said('windows-1252', 'One table is not UTF-8 and was read as Windows-1252#.', 'tables are not UTF-8 and were read as Windows-1252#.'),
    said(
      'utf-16',
      'One file is UTF-16#. Byte offsets are those of its UTF-8 form.',
      'files are UTF-16#. Byte offsets are those of their UTF-8 form.',
    ),
    said(
      'as-told',
      'The columns or dates of one file are read as was said before of files with the same columns#.',
      'files have columns or dates that are read as was said before of files with the same columns#.',
    ),
  ]
}
