import type { Note } from '../../src/base/notes.ts'
import type { Problem } from '../../src/base/problems.ts'
import type { ByteRange, ByteStreamReader } from '../../src/intake/byte-source.ts'
import { readInput } from '../../src/intake/read-input.ts'
import type { TableLayout } from '../../src/intake/reading.ts'
import { EVENTS_TABLE } from '../../src/worker/event-report.ts'

/** What a file gave, call by call. */
export interface ReadingLog {
  readonly texts: { path: string; format: string; reason: string }[]
  readonly records: { value: unknown; line: number; byte: number; raw: string }[]
  readonly broken: { reason: string; message: string; line: number; byte: number; raw: string }[]
  readonly notes: Partial<Record<Note['code'], number>>
  readonly problems: Problem[]
  /** Everything in the order in which it was told, for comparing two readings. */
  readonly calls: string[]
  bytesRead: number
}

export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text)
}

/** Bytes that come in chunks of a given size. */
export function inChunks(bytes: Uint8Array<ArrayBuffer>, chunkBytes: number): ByteRange {
  return {
    size: bytes.length,
    slice: (start = 0, end = bytes.length) => inChunks(bytes.slice(start, end), chunkBytes),
    arrayBuffer: async () => bytes.slice().buffer,
    stream: () => ({ getReader: () => chunkReader(bytes, chunkBytes) }),
  }
}

function chunkReader(bytes: Uint8Array<ArrayBuffer>, chunkBytes: number): ByteStreamReader {
  let at = 0
  return {
    read: async () => {
      if (at >= bytes.length) return { done: true }
      const value = bytes.slice(at, at + chunkBytes)
      at += chunkBytes
      return { done: false, value }
    },
    cancel: async () => undefined,
    releaseLock: () => undefined,
  }
}

/** Bytes that are made while they are read: `count` times the same chunk between a beginning and an end. */
export function repeated(first: string, chunk: Uint8Array<ArrayBuffer>, count: number, last: string): ByteRange {
  const [head, tail] = [bytesOf(first), bytesOf(last)]
  let turn = -1
  const reader = (): ByteStreamReader => ({
    read: async () => {
      turn++
      if (turn === 0) return { done: false, value: head }
      if (turn <= count) return { done: false, value: chunk }
      return turn === count + 1 ? { done: false, value: tail } : { done: true }
    },
    cancel: async () => undefined,
    releaseLock: () => undefined,
  })
  const whole: ByteRange = {
    size: head.length + count * chunk.length + tail.length,
    slice: (start = 0, end = 0) => inChunks(head.slice(start, Math.min(end, head.length)), 65_536),
    arrayBuffer: async () => head.buffer,
    stream: () => {
      turn = -1
      return { getReader: reader }
    },
  }
  return whole
}

export async function readRange(
  content: ByteRange,
  path = 'events.txt',
  layouts: readonly TableLayout[] = [EVENTS_TABLE],
): Promise<ReadingLog> {
  const log: ReadingLog = { texts: [], records: [], broken: [], notes: {}, problems: [], calls: [], bytesRead: 0 }
  await readInput({ path, content }, layouts, {
    text(textPath, format, reason) {
      log.texts.push({ path: textPath, format, reason })
      log.calls.push(`text ${textPath} ${format} ${reason}`)
    },
    record(value, line, byte, raw) {
      log.records.push({ value, line, byte, raw: raw() })
      log.calls.push(`record ${line}:${byte} ${JSON.stringify(value)} ${raw()}`)
    },
    broken(fault, line, byte, raw) {
      log.broken.push({ reason: fault.reason, message: fault.message, line, byte, raw })
      log.calls.push(`broken ${line}:${byte} ${fault.reason} ${fault.message} ${raw}`)
    },
    note(code, count) {
      log.notes[code] = (log.notes[code] ?? 0) + count
      log.calls.push(`note ${code} ${count}`)
    },
    problem(problem) {
      log.problems.push(problem)
      log.calls.push(`problem ${problem.code} ${problem.file} ${problem.message} ${problem.wayOut}`)
    },
    progress(bytes) {
      log.bytesRead = bytes
    },
  })
  return log
}

/** Reads a text (or bytes) as a file. */
export function read(content: string | Uint8Array<ArrayBuffer>, path = 'events.txt', chunkBytes = 65_536): Promise<ReadingLog> {
  return readRange(inChunks(typeof content === 'string' ? bytesOf(content) : content, chunkBytes), path)
}

/** The values that were read, as they are. */
export function values(log: ReadingLog): unknown[] {
  return log.records.map(record => record.value)
}
