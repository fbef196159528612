import type { ByteRange, ByteStream, ByteStreamReader } from '../intake/byte-source.ts'
import { HEAD_BYTES } from '../intake/recognition/text-head.ts'
import type { KernelDataset } from '../kernel/kernel-dataset.ts'
import type { RecordsAhead } from '../kernel/records-ahead.ts'
import type { Assistant } from './assistant.ts'

/** Longest piece. Reading with buffers of 1 MiB that are used again gives the bytes of a file twice as fast as a stream that makes its own. */
const PIECE_BYTES = 1_048_576
/** Pieces that are read, or read ahead, beside the one that is being taken in. */
const PIECES_AHEAD = 3
/** Pieces that an assistant has to read at the same time: one, and the next, so that it never waits. */
const PIECES_FOR_ONE = 2

interface Piece {
  /** Null behind the last one. */
  readonly bytes: Uint8Array<ArrayBuffer> | null
  readonly records: RecordsAhead | null
}

/**
 * A file whose stream reads ahead into buffers that it uses again: what a read has given holds until the next one.
 * Where there are assistants, records are read ahead by them, and the kernel is told of that before it is given the bytes.
 */
export class FileInPieces implements ByteRange {
  readonly #content: ByteRange
  readonly #pieceBytes: number
  readonly #kernel: KernelDataset
  readonly #assistants: readonly Assistant[]

  /** `pieceBytes`: length of the longest piece. */
  constructor(content: ByteRange, kernel: KernelDataset, assistants: readonly Assistant[], pieceBytes = PIECE_BYTES) {
    this.#pieceBytes = pieceBytes
    this.#content = content
    this.#kernel = kernel
    this.#assistants = assistants
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
    return { getReader: () => new PieceQueue(this.#content.stream(), this.#kernel, this.#assistants, this.#pieceBytes) }
  }
}

class PieceQueue implements ByteStreamReader {
  readonly #pieceBytes: number
  readonly #kernel: KernelDataset
  readonly #assistants: readonly Assistant[]
  readonly #source: ByteStreamReader & { read(view?: Uint8Array<ArrayBuffer>): ReturnType<ByteStreamReader['read']> }
  readonly #pieces: Promise<Piece>[] = []
  readonly #freePieces: ArrayBuffer[] = []
  readonly #freeEvents: ArrayBuffer[] = []
  /** Offset of the next piece that comes from the source. */
  #offset = 0
  #isOver = false
  /** The piece that was given last. */
  #given: Piece | null = null
  #givenUntil = 0

  constructor(stream: ByteStream, kernel: KernelDataset, assistants: readonly Assistant[], pieceBytes: number) {
    this.#pieceBytes = pieceBytes
    this.#kernel = kernel
    // The kernel still knows the number and the habits of the text before, until it is told of this one.
    kernel.habit = null
    this.#assistants = assistants
    // `as`: streams of files take this option, which the part of them that others need does not know.
    this.#source = (stream as { getReader(options: { mode: 'byob' }): ByteStreamReader }).getReader({ mode: 'byob' })
  }

  async read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array<ArrayBuffer> | undefined }> {
    this.#takeBack()
    const ahead = PIECES_AHEAD + PIECES_FOR_ONE * this.#assistants.length
    while (!this.#isOver && this.#pieces.length < ahead) this.#readAhead()
    const next = this.#pieces.shift()
    if (next === undefined) return { done: true }
    const piece = await next
    // What assistants have sent is heard only between tasks.
    if (this.#assistants.length > 0) await nextTask()
    if (piece.bytes === null) return { done: true }
    this.#given = piece
    this.#givenUntil += piece.bytes.length
    this.#kernel.expect(piece.records)
    return { done: false, value: piece.bytes }
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
      if (done || value === undefined) {
        this.#isOver = true
        return { bytes: null, records: null }
      }
      const offset = this.#offset
      this.#offset += value.length
      return this.#withRecords(value, offset)
    })
    // A failure is told when it is the piece's turn.
    piece.catch(() => undefined)
    this.#pieces.push(piece)
  }

  #withRecords(bytes: Uint8Array<ArrayBuffer>, offset: number): Piece | Promise<Piece> {
    const { habit, file } = this.#kernel
    const assistant = this.#assistants.reduce<Assistant | null>(
      (least, each) => (each.load < (least?.load ?? PIECES_FOR_ONE) ? each : least),
      null,
    )
    if (habit === null || assistant === null || !this.#isOwn(bytes)) return { bytes, records: null }
    return assistant.read({ bytes, offset, file, habit, buffer: this.#freeEvents.pop() ?? null })
  }

  /** Whether the bytes stand in a buffer of this queue: a stream that knows no buffers but its own may need them again. */
  #isOwn(bytes: Uint8Array): boolean {
    return bytes.buffer.byteLength === this.#pieceBytes
  }

  /** Buffers of what was given before may be used again, unless whoever tells what the file is may still look at its beginning. */
  #takeBack(): void {
    const given = this.#given
    this.#given = null
    if (given?.bytes && this.#isOwn(given.bytes) && this.#givenUntil >= HEAD_BYTES + given.bytes.length)
      this.#freePieces.push(given.bytes.buffer)
    if (given?.records) this.#freeEvents.push(given.records.events.buffer)
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
