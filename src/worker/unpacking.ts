import type { ByteRange, InputFile } from '../intake/byte-source.ts'
import type { Unpacked, UnpackingReport } from '../intake/containers/container.ts'
import { chunksOf, UnreadableSource } from '../intake/containers/source.ts'
import { unpackInput } from '../intake/read-input.ts'
import type { Unpack } from '../intake/reading.ts'
import { HEAD_BYTES } from '../intake/recognition/text-head.ts'
import type { KernelDataset } from '../kernel/kernel-dataset.ts'
import type { PieceReader } from '../kernel/piece-reader.ts'
import type { RecordHabit, RecordsAhead } from '../kernel/records-ahead.ts'
import { FileInPieces } from './file-in-pieces.ts'
import { TextPieces } from './text-pieces.ts'

/*
 * Reading and unpacking a file in one thread, and taking in what comes out in another. Both ends of what they say to each other, over a line of their own: the taker asks
 * for one thing at a time of each stream, and for the next pieces before it has used up those it has. Once it knows how records stand in a text it says so, and then
 * pieces come with the plain records that were found in them. Buffers go back and forth, so that none is made anew.
 */

/** Pieces that are on their way at most: enough that neither side waits for the other's turn. */
const PIECES_AHEAD = 4
/** Bytes of a file that are read at a time, for pieces that are made of several. */
const READ_BYTES = 262_144

/** How records stand in the text, and the number of the text. */
interface RecordsWanted {
  readonly file: number
  readonly habit: RecordHabit
}

type Ask =
  | { readonly kind: 'unpack'; readonly input: InputFile }
  /** The next text or problem. */
  | { readonly kind: 'next' }
  /** Opens the text that came last, as stream number `stream`. */
  | { readonly kind: 'open'; readonly stream: number }
  /** Opens a part of a file that is not packed; `offset` is where it begins. */
  | { readonly kind: 'read'; readonly stream: number; readonly part: ByteRange; readonly offset: number }
  /** The next piece, in buffers that were sent before, if they are back. */
  | {
      readonly kind: 'more'
      readonly stream: number
      readonly wanted: RecordsWanted | null
      readonly bytes: ArrayBuffer | null
      readonly events: ArrayBuffer | null
    }
  | { readonly kind: 'stop'; readonly stream: number }

interface PieceSaid {
  readonly kind: 'piece'
  readonly stream: number
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly records: RecordsAhead | null
}

type Said =
  | { readonly kind: 'text'; readonly path: string }
  | { readonly kind: 'problem'; readonly unpacked: Unpacked }
  | { readonly kind: 'over' }
  | PieceSaid
  | { readonly kind: 'progress'; readonly stream: number; readonly bytes: number }
  | { readonly kind: 'ends-early'; readonly stream: number }
  | { readonly kind: 'damaged'; readonly stream: number; readonly message: string }
  | { readonly kind: 'floating-point'; readonly stream: number }
  | { readonly kind: 'end'; readonly stream: number }
  /** Of a stream, or (null) of the file. */
  | { readonly kind: 'failed'; readonly stream: number | null; readonly message: string; readonly unreadable: boolean }

/** Reads and unpacks for the taker at the other end, packed files in the one way that is given. Without a `reader` it looks for no records. */
export function serveUnpacking(port: MessagePort, reader: PieceReader | null, unpack: Unpack = unpackInput): void {
  let unpacking: AsyncGenerator<Unpacked, void> | null = null
  let opened: ((report: UnpackingReport) => AsyncGenerator<Uint8Array, void>) | null = null
  const streams = new Map<number, TextPieces>()
  const say = (said: Said, transfer: Transferable[] = []): void => port.postMessage(said, transfer)

  const respond = async (ask: Ask): Promise<void> => {
    switch (ask.kind) {
      case 'unpack':
        unpacking = unpack(ask.input)
        return
      case 'next': {
        const next = await unpacking?.next()
        if (!next || next.done) say({ kind: 'over' })
        else if ('text' in next.value) {
          const { text } = next.value
          opened = report => text.open(report)
          say({ kind: 'text', path: text.path })
        } else say({ kind: 'problem', unpacked: next.value })
        return
      }
      case 'open': {
        const { stream } = ask
        const report: UnpackingReport = {
          progress: bytes => say({ kind: 'progress', stream, bytes }),
          endsEarly: () => say({ kind: 'ends-early', stream }),
          damaged: message => say({ kind: 'damaged', stream, message }),
          floatingPoint: () => say({ kind: 'floating-point', stream }),
        }
        if (opened !== null) streams.set(stream, new TextPieces(opened(report)))
        return
      }
      case 'read':
        streams.set(ask.stream, new TextPieces(chunksOf(new FileInPieces(ask.part, READ_BYTES)), ask.offset))
        return
      case 'more': {
        const { stream, wanted } = ask
        const piece = (await streams.get(stream)?.next(ask.bytes)) ?? null
        if (piece === null) {
          say({ kind: 'end', stream })
          return
        }
        const { bytes, offset } = piece
        if (reader === null || wanted === null) say({ kind: 'piece', stream, bytes, records: null }, [bytes.buffer])
        else {
          const records = reader.read(bytes, offset, wanted.file, wanted.habit, ask.events)
          say({ kind: 'piece', stream, bytes, records }, [bytes.buffer, records.events.buffer])
        }
        return
      }
      case 'stop':
        await streams.get(ask.stream)?.return()
        streams.delete(ask.stream)
        return
      default:
        return ask satisfies never
    }
  }
  // One thing after the other, in the order they were asked for.
  let queue = Promise.resolve()
  port.onmessage = ({ data }: MessageEvent<Ask>) => {
    queue = queue.then(async () => {
      try {
        await respond(data)
      } catch (error) {
        const stream = 'stream' in data ? data.stream : null
        say({
          kind: 'failed',
          stream,
          message: error instanceof Error ? error.message : String(error),
          unreadable: error instanceof UnreadableSource,
        })
      }
    })
  }
}

/** The taker's end of a line: has files read and unpacked at the other. The kernel, if there is one, is told of the records that come with each piece. */
export class ReadingLine {
  readonly #port: MessagePort
  readonly #kernel: KernelDataset | null
  /** What was said and not heard yet: of streams by their numbers, of the file under −1. */
  readonly #said = new Map<number, Said[]>()
  readonly #listeners = new Map<number, () => void>()
  #streams = 0

  constructor(port: MessagePort, kernel: KernelDataset | null) {
    this.#port = port
    this.#kernel = kernel
    port.onmessage = ({ data }: MessageEvent<Said>) => {
      const from = 'stream' in data ? (data.stream ?? -1) : -1
      this.#heard(from).push(data)
      this.#listeners.get(from)?.()
    }
  }

  /** Takes a packed file apart. */
  readonly unpack: Unpack = input => this.#unpack(input)

  /**
   * The bytes of a file that is not packed, from `offset` on. A piece holds until the next one is asked for.
   * @throws UnreadableSource
   */
  read(content: ByteRange, offset: number): AsyncGenerator<Uint8Array<ArrayBuffer>, void> {
    const stream = this.#streams++
    this.#ask({ kind: 'read', stream, part: content.slice(offset), offset })
    return this.#pieces(stream, offset, null, this.#kernel)
  }

  async *#unpack(input: InputFile): AsyncGenerator<Unpacked, void> {
    this.#ask({ kind: 'unpack', input })
    for (;;) {
      this.#ask({ kind: 'next' })
      const said = await this.#next(-1)
      if (said.kind === 'over') return
      if (said.kind === 'text') yield { text: { path: said.path, open: report => this.#open(report) } }
      else if (said.kind === 'problem') yield said.unpacked
      else throw failureOf(said)
    }
  }

  #open(report: UnpackingReport): AsyncGenerator<Uint8Array<ArrayBuffer>, void> {
    const stream = this.#streams++
    this.#ask({ kind: 'open', stream })
    if (report.looksOnly) return this.#pieces(stream, 0, report, null)
    // The kernel still knows the habits of the text before, until it is told of this one.
    if (this.#kernel !== null) this.#kernel.habit = null
    return this.#pieces(stream, 0, report, this.#kernel)
  }

  /** Pieces of a stream, with the records for the kernel, if they are for one. */
  async *#pieces(
    stream: number,
    offset: number,
    report: UnpackingReport | null,
    kernel: KernelDataset | null,
  ): AsyncGenerator<Uint8Array<ArrayBuffer>, void> {
    let given = offset
    for (let ahead = 0; ahead < PIECES_AHEAD; ahead++) this.#askMore(stream, kernel, null, null)
    try {
      for (;;) {
        const said = await this.#next(stream)
        switch (said.kind) {
          case 'piece': {
            const { bytes, records } = said
            kernel?.expect(records)
            yield bytes
            // Whoever tells what the text is may still look at its beginning.
            this.#askMore(stream, kernel, given < HEAD_BYTES ? null : bytes.buffer, records?.events.buffer ?? null)
            given += bytes.length
            break
          }
          case 'progress':
            report?.progress(said.bytes)
            break
          case 'ends-early':
            report?.endsEarly()
            break
          case 'damaged':
            report?.damaged(said.message)
            break
          case 'floating-point':
            report?.floatingPoint?.()
            break
          case 'end':
            return
          default:
            throw failureOf(said)
        }
      }
    } finally {
      this.#ask({ kind: 'stop', stream })
      this.#said.delete(stream)
    }
  }

  #askMore(stream: number, kernel: KernelDataset | null, bytes: ArrayBuffer | null, events: ArrayBuffer | null): void {
    const { file = 0, habit = null } = kernel ?? {}
    const wanted = habit === null ? null : { file, habit }
    this.#ask(
      { kind: 'more', stream, wanted, bytes, events },
      [bytes, events].filter(buffer => buffer !== null),
    )
  }

  #ask(ask: Ask, transfer: Transferable[] = []): void {
    this.#port.postMessage(ask, transfer)
  }

  async #next(from: number): Promise<Said> {
    for (;;) {
      const said = this.#heard(from).shift()
      if (said !== undefined) return said
      await new Promise<void>(resolve => this.#listeners.set(from, resolve))
    }
  }

  #heard(from: number): Said[] {
    const heard = this.#said.get(from) ?? []
    this.#said.set(from, heard)
    return heard
  }
}

function failureOf(said: Said): Error {
  if (said.kind !== 'failed') return new Error(`“${said.kind}” was said out of turn`)
  return said.unreadable ? new UnreadableSource(said.message) : new Error(said.message)
}
