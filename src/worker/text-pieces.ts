import { LINE_FEED } from '../intake/ascii.ts'

/** Longest piece: as much as the kernel reads at a time. */
const PIECE_BYTES = 1_048_576
/** Part of a piece from which on it is full: what does not fit of another chunk would be copied twice. */
const FULL = 0.75
/** So far from the end of a piece its last line break is looked for. */
const LONGEST_REST = 65_536

/** Some bytes of a text, and where they stand in it. */
interface TextPiece {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly offset: number
}

/**
 * Makes long pieces of the chunks in which a text comes. Pieces end behind a line break where there is one near their end: records of lines are then whole, and whoever
 * takes them in need not copy a beginning. Each piece stands in a buffer of its own. Cost: one copy, about 0.1 ms a MiB.
 */
export class TextPieces {
  readonly #chunks: AsyncGenerator<Uint8Array, void>
  readonly #pieceBytes: number
  #offset: number
  /** What came and was not given yet: behind the last line break of the piece before, or the end of a chunk. */
  #rest = new Uint8Array(0)
  #isOver = false
  #failure: { readonly error: unknown } | null = null

  /** `offset`: of the first chunk in the text. */
  constructor(chunks: AsyncGenerator<Uint8Array, void>, offset = 0, pieceBytes = PIECE_BYTES) {
    this.#chunks = chunks
    this.#offset = offset
    this.#pieceBytes = pieceBytes
  }

  /**
   * The next piece, or null behind the last one. It stands in `buffer` if one of the right length is given.
   * @throws what the chunks throw, once all that came before has been given
   */
  async next(buffer: ArrayBuffer | null): Promise<TextPiece | null> {
    const room = new Uint8Array(buffer?.byteLength === this.#pieceBytes ? buffer : new ArrayBuffer(this.#pieceBytes))
    let filled = this.#fill(room, 0, this.#rest)
    while (filled < room.length * FULL && !this.#isOver) filled = this.#fill(room, filled, await this.#more())
    if (filled === 0) {
      if (this.#failure !== null) throw this.#failure.error
      return null
    }
    const end = this.#isOver ? filled : wholeLines(room, filled)
    if (end < filled) this.#rest = joined(room.subarray(end, filled), this.#rest)
    const offset = this.#offset
    this.#offset += end
    return { bytes: room.subarray(0, end), offset }
  }

  async return(): Promise<void> {
    await this.#chunks.return()
  }

  /** Puts as much of `bytes` as there is room for behind what is filled; the others are the rest. */
  #fill(room: Uint8Array, filled: number, bytes: Uint8Array): number {
    const taken = Math.min(bytes.length, room.length - filled)
    room.set(bytes.subarray(0, taken), filled)
    // Of its own, because decompressors use their buffers on.
    this.#rest = bytes.slice(taken)
    return filled + taken
  }

  async #more(): Promise<Uint8Array> {
    try {
      const { done, value } = await this.#chunks.next()
      if (!done) return value
    } catch (error) {
      this.#failure = { error }
    }
    this.#isOver = true
    return new Uint8Array(0)
  }
}

/** How many of the first `filled` bytes are whole lines; all of them where no line ends near by. */
function wholeLines(room: Uint8Array, filled: number): number {
  const behind = room.lastIndexOf(LINE_FEED, filled - 1) + 1
  return behind > 0 && filled - behind <= LONGEST_REST ? behind : filled
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(first.length + second.length)
  both.set(first)
  both.set(second, first.length)
  return both
}
