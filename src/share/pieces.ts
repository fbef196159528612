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
/** A turn of work on the main thread, in milliseconds; well under a frame. */
const TURN_MS = 10

/** When to let others work. */
export interface Turns {
  now(): number
  /** Resolves when the page has had a turn. */
  pause(): Promise<void>
}

const PAGE_TURNS: Turns = {
  now: () => performance.now(),
  pause: () => new Promise(resolve => setTimeout(resolve, 0)),
}

/**
 * Puts pieces of text, or of bytes, together to a file; text as UTF-8. The main thread is given back every {@link TURN_MS} ms, so that a million rows
 * (about 2 s) never hold up the page; memory beyond the file itself stays at one part.
 */
export async function fileOf(pieces: Iterable<string | Uint8Array<ArrayBuffer>>, mime: string, turns: Turns = PAGE_TURNS): Promise<Blob> {
  const parts: Blob[] = []
  let part: (string | Uint8Array<ArrayBuffer>)[] = []
  let partLength = 0
  let turnStart = turns.now()
  for (const piece of pieces) {
    part.push(piece)
    partLength += piece.length
    if (partLength >= PART_LENGTH) {
      parts.push(new Blob(part))
      part = []
      partLength = 0
    }
    if (turns.now() - turnStart >= TURN_MS) {
      await turns.pause()
      turnStart = turns.now()
    }
  }
  return new Blob([...parts, ...part], { type: mime })
}
