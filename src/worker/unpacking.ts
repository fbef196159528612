import type { UnpackingReport } from '../intake/containers/container.ts'
import { chunksOf, UnreadableSource } from '../intake/containers/source.ts'
import { unpackInput } from '../intake/read-input.ts'
import type { Unpack } from '../intake/reading.ts'
import type { PieceReader } from '../kernel/piece-reader.ts'
import { FileInPieces } from './file-in-pieces.ts'
import { type Ask, OF_FILE, type PieceToSearch, type Said, type Saying } from './line-messages.ts'
import { TextPieces } from './text-pieces.ts'

/*
 * Reading and unpacking a file in one thread, and taking in what comes out in another (reading-line.ts). The taker asks for one thing at a time of each stream, and for the
 * next pieces before it has used up those it has. Once it knows how records stand in a text it says so, and then pieces come with the plain records that were found
 * in them: by this thread, or, where there are finders, by those. Buffers go back and forth, so that none is made anew.
 */

/** Bytes of a file that are read at a time, for pieces that are made of several. */
const READ_BYTES = 262_144

type Open = (report: UnpackingReport) => AsyncGenerator<Uint8Array, void>

/** Reads and unpacks for the taker at the other end, packed files in the one way that is given. Without a `reader` it looks for no records. */
export function serveUnpacking(port: MessagePort, reader: PieceReader | null, unpack: Unpack = unpackInput): void {
  const server = new UnpackingServer(port, reader, unpack)
  // One thing after the other, in the order they were asked for.
  let queue = Promise.resolve()
  port.onmessage = ({ data }: MessageEvent<Ask>) => {
    queue = queue.then(() => server.respond(data))
  }
}

class UnpackingServer {
  readonly #port: MessagePort
  readonly #reader: PieceReader | null
  readonly #unpack: Unpack
  readonly #finders: MessagePort[] = []
  readonly #streams = new Map<number, TextPieces>()
  /** How much has been said of each stream, or left to a finder to say. */
  readonly #turns = new Map<number, number>()
  #unpacking: ReturnType<Unpack> | null = null
  #opened: Open | null = null

  constructor(port: MessagePort, reader: PieceReader | null, unpack: Unpack) {
    this.#port = port
    this.#reader = reader
    this.#unpack = unpack
  }

  /** Never rejects: a failure is said. */
  async respond(ask: Ask): Promise<void> {
    try {
      await this.#answer(ask)
    } catch (error) {
      this.#say('stream' in ask ? ask.stream : OF_FILE, failed(error))
    }
  }

  async #answer(ask: Ask): Promise<void> {
    switch (ask.kind) {
      case 'finder':
        this.#finders.push(ask.port)
        return
      case 'find':
        ask.port.onmessage = ({ data }: MessageEvent<PieceToSearch>) => this.#find(data)
        return
      case 'unpack':
        this.#unpacking = this.#unpack(ask.input)
        return
      case 'next':
        return this.#sayNext()
      case 'open':
        if (this.#opened !== null) this.#streams.set(ask.stream, new TextPieces(this.#opened(this.#reportOf(ask.stream))))
        return
      case 'read':
        this.#streams.set(ask.stream, new TextPieces(chunksOf(new FileInPieces(ask.part, READ_BYTES)), ask.offset))
        return
      case 'more':
        return this.#sayMore(ask)
      case 'stop':
        await this.#streams.get(ask.stream)?.return()
        this.#streams.delete(ask.stream)
        return
      default:
        return ask satisfies never
    }
  }

  async #sayNext(): Promise<void> {
    const next = await this.#unpacking?.next()
    if (!next || next.done) this.#say(OF_FILE, { kind: 'over' })
    else if ('text' in next.value) {
      const { text } = next.value
      this.#opened = report => text.open(report)
      this.#say(OF_FILE, { kind: 'text', path: text.path })
    } else this.#say(OF_FILE, { kind: 'problem', unpacked: next.value })
  }

  #reportOf(stream: number): UnpackingReport {
    return {
      progress: bytes => this.#say(stream, { kind: 'progress', bytes }),
      endsEarly: () => this.#say(stream, { kind: 'ends-early' }),
      damaged: (message, wayOut) => this.#say(stream, { kind: 'damaged', message, wayOut }),
      floatingPoint: () => this.#say(stream, { kind: 'floating-point' }),
    }
  }

  async #sayMore({ stream, wanted, bytes, events }: Extract<Ask, { readonly kind: 'more' }>): Promise<void> {
    const piece = (await this.#streams.get(stream)?.next(bytes)) ?? null
    if (piece === null) this.#say(stream, { kind: 'end' })
    else if (wanted === null) this.#say(stream, { kind: 'piece', bytes: piece.bytes, records: null }, [piece.bytes.buffer])
    else {
      const turn = this.#nextTurn(stream)
      const search: PieceToSearch = { ...piece, stream, turn, wanted, events }
      const finder = this.#finders[turn % this.#finders.length]
      if (finder === undefined) this.#find(search)
      else
        finder.postMessage(
          search,
          [piece.bytes.buffer, events].filter(buffer => buffer !== null),
        )
    }
  }

  /** Finds the records in a piece, and says them. */
  #find({ stream, turn, bytes, offset, wanted, events }: PieceToSearch): void {
    let said: Said
    try {
      said = { kind: 'piece', bytes, records: this.#reader?.read(bytes, offset, wanted, events) ?? null }
    } catch (error) {
      this.#post({ stream, turn, said: failed(error) }, [])
      return
    }
    const { records } = said
    this.#post({ stream, turn, said }, records === null ? [bytes.buffer] : [bytes.buffer, records.events.buffer])
  }

  #say(stream: number, said: Said, transfer: Transferable[] = []): void {
    this.#post({ stream, turn: this.#nextTurn(stream), said }, transfer)
  }

  #nextTurn(stream: number): number {
    const turn = this.#turns.get(stream) ?? 0
    this.#turns.set(stream, turn + 1)
    return turn
  }

  #post(saying: Saying, transfer: Transferable[]): void {
    this.#port.postMessage(saying, transfer)
  }
}

function failed(error: unknown): Said {
  return {
    kind: 'failed',
    message: error instanceof Error ? error.message : String(error),
    unreadable: error instanceof UnreadableSource,
  }
}
