/** How the rows of a table stand in its bytes. */
export interface LineForm {
  readonly delimiter: number
  /** For each cell of a row the column of the layout that it is; null for a cell that is not read. */
  readonly columns: readonly (string | null)[]
  /** Bytes that are not ASCII are not UTF-8. */
  readonly onlyAscii: boolean
}

export const LINE_FEED = 10
export const CARRIAGE_RETURN = 13
const [SPACE, QUOTE, POINT] = [32, 34, 46] as const

/** The cells in the bytes of a table, gone over one at a time: where the last one begins and ends, without its quotes. */
export class LineCells {
  chunk: Uint8Array = new Uint8Array()
  delimiter = 0
  onlyAscii = false
  /** The cell that was passed last. */
  start = 0
  end = 0
  /** It has bytes that are not ASCII. */
  isWide = false
  /** By byte: whether a cell without quotes ends there, or cannot go on. */
  readonly #isStop = new Uint8Array(256)
  // A byte order mark within a cell is a character like any other.
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true })

  learn(delimiter: number): void {
    this.delimiter = delimiter
    this.#isStop.fill(0)
    for (const byte of [delimiter, LINE_FEED, CARRIAGE_RETURN, QUOTE]) this.#isStop[byte] = 1
  }

  /** Finds the end of the cell that begins at an index of the chunk. Gives the index behind it, or −1 when it is not plain. */
  pass(start: number): number {
    const chunk = this.chunk
    let at = start
    let wide = 0
    if (chunk[at] === QUOTE) {
      at += 1
      this.start = at
      for (;;) {
        const byte = chunk[at] ?? 0
        if (byte === QUOTE) break
        if (byte === LINE_FEED || byte === CARRIAGE_RETURN) return -1
        wide |= byte
        at += 1
      }
      this.end = at
      // Behind the quote only the cell's end may stand: two quotes are one, and anything else is a fault.
      at += 1
    } else {
      const isStop = this.#isStop
      this.start = at
      let byte = chunk[at] ?? 0
      while (isStop[byte] === 0) {
        wide |= byte
        at += 1
        byte = chunk[at] ?? 0
      }
      if (byte === QUOTE) return -1
      this.end = at
    }
    this.isWide = wide > 127
    return this.isWide && this.onlyAscii ? -1 : at
  }

  /** Whether a cell may end at an index. */
  endsAt(at: number): boolean {
    const byte = this.chunk[at] ?? 0
    return byte === this.delimiter || byte === LINE_FEED || byte === CARRIAGE_RETURN
  }

  /** Whether the cell that was passed last is a key as its bytes are: ASCII, with nothing to trim, and no `17.0`. */
  isPlainKey(): boolean {
    const chunk = this.chunk
    const [start, end] = [this.start, this.end]
    return end > start && !this.isWide && this.isTrimmed(start, end) && (end - start < 3 || chunk[end - 2] !== POINT)
  }

  /** Whether ASCII between two indexes has nothing to trim at its ends. */
  isTrimmed(start: number, end: number): boolean {
    return (this.chunk[start] ?? 0) > SPACE && (this.chunk[end - 1] ?? 0) > SPACE
  }

  /** The text between two indexes. */
  text(start: number, end: number): string {
    return this.#decoder.decode(this.chunk.subarray(start, end))
  }

  /** The text of the cell that was passed last. */
  lastText(): string {
    return this.text(this.start, this.end)
  }
}
