import { type Clock, Turns, unwatched, type Work } from './work.ts'

/** Rows that are formatted in one go: about half a millisecond of work. */
const ROWS_PER_PIECE = 250

/** Rows joined into pieces of a few tens of kilobytes, one after another as they are asked for. */
export function* piecesOf(count: number, line: (row: number) => string): Generator<string, void, undefined> {
  for (let start = 0; start < count; start += ROWS_PER_PIECE) {
    let piece = ''
    for (let row = start; row < Math.min(start + ROWS_PER_PIECE, count); row++) piece += line(row)
    yield piece
  }
}

/** About 1 MB becomes one part of the file, which the browser may put on the disk: a million rows would not fit into one string. */
const PART_LENGTH = 1 << 20
interface FileWork {
  readonly work?: Work
  readonly clock?: Clock
  /** How many pieces are expected, to tell how far it is. */
  readonly pieces?: number
}

/** How many pieces so many rows come in, see {@link piecesOf}. */
export function pieceCount(rows: number): number {
  return Math.ceil(rows / ROWS_PER_PIECE)
}

/**
 * Puts pieces of text, or of bytes, together to a file; text as UTF-8. The main thread is given back in turns, so that a million rows
 * (about 2 s) never hold up the page; memory beyond the file itself stays at one part.
 * @throws the reason of the work's signal, when it was stopped
 */
export async function fileOf(
  pieces: Iterable<string | Uint8Array<ArrayBuffer>>,
  mime: string,
  { work = unwatched(), clock, pieces: expected = Number.POSITIVE_INFINITY }: FileWork = {},
): Promise<Blob> {
  const parts: Blob[] = []
  let part: (string | Uint8Array<ArrayBuffer>)[] = []
  let partLength = 0
  let written = 0
  const turns = new Turns(work, clock)
  for (const piece of pieces) {
    part.push(piece)
    partLength += piece.length
    written += 1
    if (partLength >= PART_LENGTH) {
      parts.push(new Blob(part))
      part = []
      partLength = 0
    }
    if (turns.isOver()) await turns.next(Math.min(1, written / expected))
  }
  return new Blob([...parts, ...part], { type: mime })
}
