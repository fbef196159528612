import type { ByteRange, ByteStream, ByteStreamReader } from '../intake/byte-source.ts'
import { HEAD_BYTES } from '../intake/recognition/text-head.ts'
import type { KernelDataset } from '../kernel/kernel-dataset.ts'
import type { Assistant } from './assistant.ts'

/** Longest piece. Reading with buffers of 1 MiB that are used again gives the bytes of a file twice as fast as a stream that makes its own. */
const PIECE_BYTES = 1_048_576
/** Pieces that are read beside the one that is being taken in. */
const PIECES_AHEAD = 3

/** Who may go on reading the file, for which kernel. */
interface Help {
  readonly kernel: KernelDataset
  readonly assistant: Assistant
}

/**
 * A file whose stream reads ahead into buffers that it uses again: what a read has given holds until the next one.
 * With help, the rest of it is read by an assistant as soon as that has started and it is known how records stand.
 */
export class FileInPieces implements ByteRange {
  readonly #content: ByteRange
  readonly #pieceBytes: number
  readonly #help: Help | null

  /** `pieceBytes`: length of the longest piece. */
  constructor(content: ByteRange, pieceBytes = PIECE_BYTES, help: Help | null = null) {
    this.#content = content
    this.#pieceBytes = pieceBytes
    this.#help = help
  }

  get size(): number {
    return this.#content.size
  }
  slice(start?: number, end?: number): ByteRange {
    return this.#content.slice(start, end)
  }
  arrayBuffer(): Promise<ArrayBuffer> {
    return this.#content.arrayBuffer()
  }
  stream(): ByteStream {
    const help = this.#help
    const getReader = (): PieceQueue => new PieceQueue(this.#content.stream(), this.#pieceBytes)
    return { getReader: () => (help === null ? getReader() : new HelpedReader(getReader(), this.#content, help)) }
  }
}

type PieceRead = Awaited<ReturnType<ByteStreamReader['read']>>

class PieceQueue implements ByteStreamReader {
  readonly #pieceBytes: number
  readonly #source: ByteStreamReader & { read(view?: Uint8Array<ArrayBuffer>): ReturnType<ByteStreamReader['read']> }
  readonly #pieces: Promise<Uint8Array<ArrayBuffer> | null>[] = []
  readonly #freePieces: ArrayBuffer[] = []
  #isOver = false
  /** The piece that was given last. */
  #given: Uint8Array<ArrayBuffer> | null = null
  #givenUntil = 0

  constructor(stream: ByteStream, pieceBytes: number) {
    this.#pieceBytes = pieceBytes
    // `as`: streams of files take this option, which the part of them that others need does not know.
    this.#source = (stream as { getReader(options: { mode: 'byob' }): ByteStreamReader }).getReader({ mode: 'byob' })
  }

  async read(): Promise<PieceRead> {
    this.#takeBack()
    while (!this.#isOver && this.#pieces.length < PIECES_AHEAD) this.#readAhead()
    const piece = (await this.#pieces.shift()) ?? null
    if (piece === null) return { done: true }
    this.#given = piece
    this.#givenUntil += piece.length
    return { done: false, value: piece }
  }

  async cancel(): Promise<void> {
    this.#isOver = true
    await this.#source.cancel()
  }

  releaseLock(): void {
    this.#source.releaseLock()
  }

  #readAhead(): void {
    const piece = this.#source.read(new Uint8Array(this.#freePieces.pop() ?? new ArrayBuffer(this.#pieceBytes))).then(({ done, value }) => {
      if (!done && value !== undefined) return value
      this.#isOver = true
      return null
    })
    // A failure is told when it is the piece's turn.
    piece.catch(() => undefined)
    this.#pieces.push(piece)
  }

  /**
   * The buffer of what was given before may be used again, unless whoever tells what the file is may still look at its beginning, or the stream knows no buffers
   * but its own and may need it again.
   */
  #takeBack(): void {
    const given = this.#given
    this.#given = null
    if (given?.buffer.byteLength === this.#pieceBytes && this.#givenUntil >= HEAD_BYTES + given.length) this.#freePieces.push(given.buffer)
  }
}

/** Reads by itself until an assistant can take over. */
class HelpedReader implements ByteStreamReader {
  readonly #own: PieceQueue
  readonly #content: ByteRange
  readonly #help: Help
  #others: AsyncGenerator<Uint8Array<ArrayBuffer>, void> | null = null
  #offset = 0

  constructor(own: PieceQueue, content: ByteRange, help: Help) {
    this.#own = own
    this.#content = content
    this.#help = help
    // The kernel still knows the number and the habits of the text before, until it is told of this one.
    help.kernel.habit = null
  }

  async read(): Promise<PieceRead> {
    if (this.#others === null && (await this.#canTakeOver())) {
      await this.#own.cancel()
      this.#others = this.#help.assistant.line(this.#help.kernel).read(this.#content, this.#offset)
    }
    if (this.#others === null) {
      const piece = await this.#own.read()
      this.#offset += piece.value?.length ?? 0
      return piece
    }
    const { done, value } = await this.#others.next()
    return done ? { done: true } : { done: false, value }
  }

  async #canTakeOver(): Promise<boolean> {
    const { kernel, assistant } = this.#help
    // Where it is not known how records stand, there are none yet, or they are rows of a table, which are read as fast from where they are.
    if (kernel.habit === null) return false
    // That it has started is heard only between tasks.
    if (!assistant.hasStarted) await nextTask()
    return assistant.hasStarted
  }

  async cancel(): Promise<void> {
    if (this.#others === null) await this.#own.cancel()
    else await this.#others.return()
  }

  releaseLock(): void {
    this.#own.releaseLock()
  }
}

const channel = new MessageChannel()

/** Resolves in a task of its own, behind the messages that have come meanwhile. */
function nextTask(): Promise<void> {
  return new Promise(resolve => {
    channel.port1.onmessage = () => resolve()
    channel.port2.postMessage(null)
  })
}
