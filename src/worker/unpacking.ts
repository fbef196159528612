import type { InputFile } from '../intake/byte-source.ts'
import type { Unpacked, UnpackingReport } from '../intake/containers/container.ts'
import { UnreadableSource } from '../intake/containers/source.ts'
import { unpackInput } from '../intake/read-input.ts'
import type { Unpack } from '../intake/reading.ts'

/*
 * Unpacking a file in one thread and reading what comes out of it in another. Both ends of what they say to each other, over a line of their own: the reader
 * asks for one thing at a time of each stream, and for the next chunks before it has used up those it has.
 */

/** Chunks that are on their way at most: enough that neither side waits for the other's turn. */
const CHUNKS_AHEAD = 8

type Ask =
  | { readonly kind: 'unpack'; readonly input: InputFile }
  /** The next text or problem. */
  | { readonly kind: 'next' }
  /** Opens the text that came last, as stream number `stream`. */
  | { readonly kind: 'open'; readonly stream: number }
  | { readonly kind: 'more'; readonly stream: number }
  | { readonly kind: 'stop'; readonly stream: number }

type Said =
  | { readonly kind: 'text'; readonly path: string }
  | { readonly kind: 'problem'; readonly unpacked: Unpacked }
  | { readonly kind: 'over' }
  | { readonly kind: 'chunk'; readonly stream: number; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'progress'; readonly stream: number; readonly bytes: number }
  | { readonly kind: 'ends-early'; readonly stream: number }
  | { readonly kind: 'damaged'; readonly stream: number; readonly message: string }
  | { readonly kind: 'end'; readonly stream: number }
  /** Of a stream, or (null) of the file. */
  | { readonly kind: 'failed'; readonly stream: number | null; readonly message: string; readonly unreadable: boolean }

/** Unpacks files for the reader at the other end, in the one way that is given. */
export function serveUnpacking(port: MessagePort, unpack: Unpack = unpackInput): void {
  let unpacking: AsyncGenerator<Unpacked, void> | null = null
  let opened: ((report: UnpackingReport) => AsyncGenerator<Uint8Array, void>) | null = null
  const streams = new Map<number, AsyncGenerator<Uint8Array, void>>()
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
        }
        if (opened !== null) streams.set(stream, opened(report))
        return
      }
      case 'more': {
        const next = await streams.get(ask.stream)?.next()
        if (!next || next.done) say({ kind: 'end', stream: ask.stream })
        else {
          // Of its own, because decompressors give parts of buffers that they use on.
          const bytes = next.value.slice()
          say({ kind: 'chunk', stream: ask.stream, bytes }, [bytes.buffer])
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

/** The way to unpack a file at the other end of a line. */
export function unpackOver(port: MessagePort): Unpack {
  const line = new Line(port)
  return input => line.unpack(input)
}

class Line {
  readonly #port: MessagePort
  /** What was said and not heard yet: of streams by their numbers, of the file under −1. */
  readonly #said = new Map<number, Said[]>()
  readonly #listeners = new Map<number, () => void>()
  #streams = 0

  constructor(port: MessagePort) {
    this.#port = port
    port.onmessage = ({ data }: MessageEvent<Said>) => {
      const from = 'stream' in data ? (data.stream ?? -1) : -1
      this.#heard(from).push(data)
      this.#listeners.get(from)?.()
    }
  }

  async *unpack(input: InputFile): AsyncGenerator<Unpacked, void> {
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

  async *#open(report: UnpackingReport): AsyncGenerator<Uint8Array, void> {
    const stream = this.#streams++
    this.#ask({ kind: 'open', stream })
    for (let ahead = 0; ahead < CHUNKS_AHEAD; ahead++) this.#ask({ kind: 'more', stream })
    try {
      for (;;) {
        const said = await this.#next(stream)
        switch (said.kind) {
          case 'chunk':
            this.#ask({ kind: 'more', stream })
            yield said.bytes
            break
          case 'progress':
            report.progress(said.bytes)
            break
          case 'ends-early':
            report.endsEarly()
            break
          case 'damaged':
            report.damaged(said.message)
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

  #ask(ask: Ask): void {
    this.#port.postMessage(ask)
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
