import type { ByteRange, ByteStream, ByteStreamReader } from '../intake/byte-source.ts'
import { BEGINNING_BYTES } from '../intake/recognition/text-head.ts'
import type { KernelDataset } from '../kernel/kernel-dataset.ts'
import type { Assistant } from './assistant.ts'

/** Longest piece. Reading with buffers of 1 MiB that are used again gives the bytes of a file twice as fast as a stream that makes its own. */
const PIECE_BYTES = 1_048_576
/** Pieces that are read beside the one that is being taken in. */
const PIECES_AHEAD = 3
/**
 * A stream that has given nothing for so long is given up for a fresh one: on a busy machine Chromium's streams of files that it holds in memory (143 and 156, about
 * one in three of 150 MB) fall silent for good, with megabytes to go. Each one after it is given twice as long, as a slow disk may be slow again.
 */
const SILENCE_MS = 2_000

/** Who may go on reading the file, for which kernel. */
interface Help {
  readonly kernel: KernelDataset
  readonly assistant: Assistant
}

/**
 * A file whose stream reads ahead into buffers that it uses again: what a read has given holds until the next one.
 * With help, the rest of it is read by an assistant as soon as that has started and it is known how records stand: that of its first stream, as another one is
 * opened beside it only to look at the bytes.
 */
export class FileInPieces implements ByteRange {
  readonly #content: ByteRange
  readonly #pieceBytes: number
  #help: Help | null

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
    this.#help = null
    const getReader = (): PieceQueue => new PieceQueue(this.#content, this.#pieceBytes)
    return { getReader: () => (help === null ? getReader() : new HelpedReader(getReader(), this.#content, help)) }
  }
}

type PieceRead = Awaited<ReturnType<ByteStreamReader['read']>>

/** A stream that reads into buffers of ours. `as`: streams of files take this option, which the part of them that others need does not know. */
function readerInto(content: ByteRange): BufferReader {
  return (content.stream() as ByteStream & { getReader(options: { mode: 'byob' }): BufferReader }).getReader({ mode: 'byob' })
}

type BufferReader = ByteStreamReader & { read(view: Uint8Array<ArrayBuffer>): ReturnType<ByteStreamReader['read']> }

class PieceQueue implements ByteStreamReader {
  readonly #content: ByteRange
  readonly #pieceBytes: number
  #source: BufferReader
  #pieces: Promise<Uint8Array<ArrayBuffer> | null>[] = []
  readonly #freePieces: ArrayBuffer[] = []
  #isOver = false
  #patienceMs = SILENCE_MS
  /** The piece that was given last. */
  #given: Uint8Array<ArrayBuffer> | null = null
  #givenUntil = 0

  constructor(content: ByteRange, pieceBytes: number) {
    this.#content = content
    this.#pieceBytes = pieceBytes
    this.#source = readerInto(content)
  }

  async read(): Promise<PieceRead> {
    this.#takeBack()
    const piece = await this.#next()
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

  async #next(): Promise<Uint8Array<ArrayBuffer> | null> {
    for (;;) {
      while (!this.#isOver && this.#pieces.length < PIECES_AHEAD) this.#readAhead()
      const piece = await orSilence(this.#pieces.shift() ?? null, this.#patienceMs)
      if (piece !== SILENCE) return piece
      this.#startAfresh()
    }
  }

  #readAhead(): void {
    const source = this.#source
    const piece = source.read(new Uint8Array(this.#freePieces.pop() ?? new ArrayBuffer(this.#pieceBytes))).then(({ done, value }) => {
      if (!done && value !== undefined) return value
      if (source === this.#source) this.#isOver = true
      return null
    })
    // A failure is told when it is the piece's turn.
    piece.catch(() => undefined)
    this.#pieces.push(piece)
  }

  /** Another stream, of all that has not been given yet. */
  #startAfresh(): void {
    // It may not even hear this.
    this.#source.cancel().catch(() => undefined)
    this.#source = readerInto(this.#content.slice(this.#givenUntil))
    this.#pieces = []
    this.#isOver = false
    this.#patienceMs *= 2
  }

  /**
   * The buffer of what was given before may be used again, unless whoever tells what the file is may still look at its beginning, or the stream knows no buffers
   * but its own and may need it again.
   */
  #takeBack(): void {
    const given = this.#given
    this.#given = null
    if (given?.buffer.byteLength === this.#pieceBytes && this.#givenUntil >= BEGINNING_BYTES + given.length)
      this.#freePieces.push(given.buffer)
  }
}

const SILENCE = Symbol('silence')

/** What is awaited, or that it has not come within so many milliseconds. */
async function orSilence<T>(awaited: Promise<T> | null, milliseconds: number): Promise<T | null | typeof SILENCE> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const silence = new Promise<typeof SILENCE>(resolve => {
    timer = setTimeout(() => resolve(SILENCE), milliseconds)
  })
  try {
    return await Promise.race([awaited, silence])
  } finally {
    clearTimeout(timer)
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
    // Where it is not known how records stand, there are none yet, or none that is plain.
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
