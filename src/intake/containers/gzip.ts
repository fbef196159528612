import type { ByteRange, InputFile } from '../byte-source.ts'
import type { Container, UnpackingReport } from './container.ts'
import { gunzipSlowly } from './gzip-members.ts'
import { inflate } from './native-inflation.ts'
import { piecesOf, UnreadableSource } from './source.ts'

/**
 * Gzip with any number of members. Each goes through the native decompressor of its own, which is fast; where that gives up (the file is cut, damaged or padded) the
 * member is unpacked once more by a decoder that keeps all that was readable, and what had been given is passed over.
 */
export const gzip: Container = {
  name: 'gzip',
  recognises: head => head[0] === 0x1f && head[1] === 0x8b && head[2] === 0x08,
  async *unpack(input) {
    yield { text: { path: input.path, open: report => gunzip(input, report) } }
  },
}

/** Files of many members as small as this (bgzip has 64 KiB) are read faster without a native decompressor for each: that costs a millisecond or two. */
const SMALL_MEMBER_BYTES = 1_048_576

async function* gunzip(input: InputFile, report: UnpackingReport): AsyncGenerator<Uint8Array, void> {
  const { content } = input
  let memberStart = 0
  while (memberStart < content.size) {
    const member = new NativeMember(content.slice(memberStart), consumed => report.progress(memberStart + consumed))
    try {
      yield* member.unpack()
    } catch (error) {
      if (error instanceof UnreadableSource) throw error
      const written = memberStart + member.written
      const faultBefore = member.isWriting && written < content.size ? written : null
      yield* gunzipSlowly(content, { memberStart, given: member.given, faultBefore }, report)
      return
    }
    if (member.length === null) return
    memberStart += member.length
    if (member.given < SMALL_MEMBER_BYTES) {
      yield* gunzipSlowly(content, { memberStart, given: 0, faultBefore: null }, report)
      return
    }
  }
}

/** Bytes held back from the decompressor until the next chunk: a member's size (4) and the beginning of the next one's header (3) may be cut anywhere. */
const HELD_BACK = 6
const SMALLEST_MEMBER = 18
/** Bytes written to the decompressor at a time, and so the precision with which the place of a fault is known. What is given up to a fault depends on it: a multiple of what the slow way takes at a time. */
const WRITTEN_BYTES = 65_536

/**
 * One member. Browsers refuse bytes behind it, and in doing so drop what they have not handed out. So wherever a header could stand, the bytes before it are written alone,
 * and when what came out is as long as the four bytes in front of the header say, the member ends there. (Node's decompressor goes on with further members by itself.)
 */
class NativeMember {
  /** Unpacked bytes given so far. */
  given = 0
  /** Packed bytes of the member, known when it was unpacked; null when it went on to the end of the range. */
  length: number | null = null
  /** Packed bytes written so far, and whether the last of them are not accepted yet. */
  written = 0
  isWriting = false
  private readonly range: ByteRange
  private readonly progress: (consumed: number) => void

  constructor(range: ByteRange, progress: (consumed: number) => void) {
    this.range = range
    this.progress = progress
  }

  async *unpack(): AsyncGenerator<Uint8Array, void> {
    const written = inflate('gzip', async writer => {
      let held = new Uint8Array(0)
      let consumed = 0
      for await (const chunk of piecesOf(this.range, WRITTEN_BYTES)) {
        const bytes = new Uint8Array(held.length + chunk.length)
        bytes.set(held)
        bytes.set(chunk, held.length)
        let start = 0
        for (let at = findHeader(bytes, 4); at !== -1; at = findHeader(bytes, at + 1)) {
          if (consumed + at < SMALLEST_MEMBER) continue
          await this.write(writer, bytes.subarray(start, at))
          // Taken only when all output has been fetched, so that `given` is complete.
          await writer.write(new Uint8Array(0))
          start = at
          if (this.given % 2 ** 32 === littleEndian(bytes, at - 4)) {
            this.length = consumed + at
            return
          }
        }
        const end = Math.max(start, bytes.length - HELD_BACK)
        if (end > start) await this.write(writer, bytes.subarray(start, end))
        held = bytes.slice(end)
        consumed += end
        this.progress(consumed)
      }
      if (held.length > 0) await this.write(writer, held)
      this.progress(consumed + held.length)
    })
    for await (const chunk of written) {
      this.given += chunk.length
      yield chunk
    }
  }

  private async write(writer: { write(bytes: Uint8Array): Promise<void> }, bytes: Uint8Array): Promise<void> {
    for (let start = 0; start < bytes.length; start += WRITTEN_BYTES) {
      const piece = bytes.subarray(start, start + WRITTEN_BYTES)
      this.written += piece.length
      this.isWriting = true
      await writer.write(piece)
      this.isWriting = false
    }
  }
}

/** Index of the next gzip header at or behind `from`, as far as three bytes tell; −1 when there is none. */
function findHeader(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0x1f, from); at !== -1 && at + 2 < bytes.length; at = bytes.indexOf(0x1f, at + 1)) {
    if (bytes[at + 1] === 0x8b && bytes[at + 2] === 0x08) return at
  }
  return -1
}

function littleEndian(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24)) >>> 0
}
