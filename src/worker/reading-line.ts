import type { ByteRange } from '../intake/byte-source.ts'
import type { Unpacked, UnpackingReport } from '../intake/containers/container.ts'
import { UnreadableSource } from '../intake/containers/source.ts'
import type { Unpack } from '../intake/reading.ts'
import { BEGINNING_BYTES } from '../intake/recognition/text-head.ts'
import type { KernelDataset } from '../kernel/kernel-dataset.ts'
import { type Ask, OF_FILE, type Said, type Saying } from './line-messages.ts'

/** Pieces that are on their way at most: enough that neither side waits for the other's turn. */
const PIECES_AHEAD = 4
/** As many more for each finder: one in its hands, and one that waits for them. */
const PIECES_AHEAD_PER_FINDER = 2

/** The taker's end of a line: has files read and unpacked at the other (unpacking.ts). The kernel, if there is one, is told of the records that come with each piece. */
export class ReadingLine {
  readonly #port: MessagePort
  readonly #kernel: KernelDataset | null
  /** What has been heard and not been taken up yet: of the file, and of the streams that are open. */
  readonly #heard = new Map<number, Turns>([[OF_FILE, new Turns()]])
  #streams = 0
  #piecesAhead = PIECES_AHEAD

  constructor(port: MessagePort, kernel: KernelDataset | null) {
    this.#port = port
    this.#kernel = kernel
    this.#listen(port)
  }

  /** Has the one at the other end pass on pieces to a finder at the other end of `port`, who answers here. */
  joinedBy(port: MessagePort): void {
    const between = new MessageChannel()
    this.#listen(port)
    port.postMessage({ kind: 'find', port: between.port2 } satisfies Ask, [between.port2])
    this.#ask({ kind: 'finder', port: between.port1 }, [between.port1])
    this.#piecesAhead += PIECES_AHEAD_PER_FINDER
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

  async *#unpack(input: Parameters<Unpack>[0]): AsyncGenerator<Unpacked, void> {
    this.#ask({ kind: 'unpack', input })
    const heard = this.#turnsOf(OF_FILE)
    for (;;) {
      this.#ask({ kind: 'next' })
      const said = await heard.next()
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
    const heard = this.#turnsOf(stream)
    let given = offset
    let onTheirWay = 0
    let [bytesBack, eventsBack]: (ArrayBuffer | null)[] = [null, null]
    try {
      for (;;) {
        for (; onTheirWay < this.#piecesAhead; onTheirWay++) {
          this.#askMore(stream, kernel, bytesBack ?? null, eventsBack ?? null)
          bytesBack = null
          eventsBack = null
        }
        const said = await heard.next()
        switch (said.kind) {
          case 'piece': {
            const { bytes, records } = said
            kernel?.expect(records)
            onTheirWay--
            yield bytes
            // Whoever tells what the text is may still look at its beginning.
            bytesBack = given < BEGINNING_BYTES ? null : bytes.buffer
            eventsBack = records?.events.buffer ?? null
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
            report?.damaged(said.message, said.wayOut)
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
      this.#heard.delete(stream)
    }
  }

  #askMore(stream: number, kernel: KernelDataset | null, bytes: ArrayBuffer | null, events: ArrayBuffer | null): void {
    this.#ask(
      { kind: 'more', stream, wanted: kernel?.wanted ?? null, bytes, events },
      [bytes, events].filter(buffer => buffer !== null),
    )
  }

  #ask(ask: Ask, transfer: Transferable[] = []): void {
    this.#port.postMessage(ask, transfer)
  }

  #listen(port: MessagePort): void {
    // What is still said of a stream that nobody reads any more is let go.
    port.onmessage = ({ data }: MessageEvent<Saying>) => this.#heard.get(data.stream)?.hear(data)
  }

  #turnsOf(stream: number): Turns {
    const turns = this.#heard.get(stream) ?? new Turns()
    this.#heard.set(stream, turns)
    return turns
  }
}

/** What is said of a stream, in its order, whoever said it. */
class Turns {
  readonly #early = new Map<number, Said>()
  #turn = 0
  #listener: (() => void) | null = null

  hear({ turn, said }: Saying): void {
    this.#early.set(turn, said)
    if (turn === this.#turn) this.#listener?.()
  }

  async next(): Promise<Said> {
    for (;;) {
      const said = this.#early.get(this.#turn)
      if (said !== undefined) {
        this.#early.delete(this.#turn)
        this.#turn++
        return said
      }
      await new Promise<void>(resolve => {
        this.#listener = resolve
      })
    }
  }
}

function failureOf(said: Said): Error {
  if (said.kind !== 'failed') return new Error(`“${said.kind}” was said out of turn`)
  return said.unreadable ? new UnreadableSource(said.message) : new Error(said.message)
}
