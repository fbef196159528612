import { Gunzip } from 'fflate'
import type { ByteRange } from '../byte-source.ts'
import { READ_THOUGH_DAMAGED, type UnpackingReport } from './container.ts'
import { crc32 } from './crc32.ts'
import { chunksOf, piecesOf } from './source.ts'

/** Packed bytes that are unpacked at a time. The output of a piece in which a fault shows is lost, so they are small. */
const PIECE_BYTES = 2048
/** Packed bytes remembered, to find a member's checksum in. */
const TAIL_BYTES = 2 * PIECE_BYTES

/** A gzip member that holds nothing. */
const EMPTY_MEMBER = new Uint8Array([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0])

/** Where the native decompressor stopped. */
export interface GivenUp {
  /** Where in the file the member begins that it was at. */
  readonly memberStart: number
  /** Unpacked bytes of that member that were given. */
  readonly given: number
  /** Packed bytes of the file up to which the fault must show; null when it showed at the end only. What a lenient decoder makes of the bytes behind is not to be trusted. */
  readonly faultBefore: number | null
}

/**
 * Unpacks the gzip members of a file from the point where the native decompressor gave up. Gives all that is readable and says where and why it stops.
 * Runs in JavaScript, at a tenth of the native speed.
 */
export async function* gunzipSlowly(content: ByteRange, givenUp: GivenUp, report: UnpackingReport): AsyncGenerator<Uint8Array, void> {
  const members = new GzipMembers(givenUp.given)
  let consumed = givenUp.memberStart
  let faultBefore = givenUp.faultBefore
  for await (const piece of piecesOf(content.slice(consumed), PIECE_BYTES)) {
    let fault = members.push(piece)
    yield* members.take()
    consumed += piece.length
    report.progress(consumed)
    if (fault === null && faultBefore !== null && consumed >= faultBefore) {
      if (!members.hasEndedOne) fault = 'the data is not valid'
      faultBefore = null
    }
    if (fault !== null) {
      if (!(await members.isPaddedFrom(content.slice(consumed))))
        report.damaged(`The gzip data cannot be read on near byte ${consumed} of the file: ${fault}.`)
      report.progress(content.size)
      return
    }
  }
  const ending = members.finish()
  yield* members.take()
  if (ending === 'cut') report.endsEarly()
  if (ending === 'damaged') report.damaged('The gzip data is not what was packed: its checksum does not match.', READ_THOUGH_DAMAGED)
}

class GzipMembers {
  private skip: number
  private ready: Uint8Array[] = []
  private tail = new Uint8Array(0)
  /** Checksum and length of the current member's output. */
  private sum = 0
  private length = 0
  private total = 0
  private ended = 0
  private mismatch: string | null = null
  private isOver = false
  private readonly gunzip: Gunzip

  constructor(skip: number) {
    this.skip = skip
    this.gunzip = new Gunzip(data => this.receive(data))
    this.gunzip.onmember = start => this.checkBefore(start)
  }

  /** Unpacks a piece; what was refused, or null. */
  push(piece: Uint8Array<ArrayBuffer>): string | null {
    const tail = new Uint8Array(this.tail.length + piece.length)
    tail.set(this.tail)
    tail.set(piece, this.tail.length)
    this.tail = tail.slice(-TAIL_BYTES)
    this.total += piece.length
    try {
      this.gunzip.push(piece)
    } catch (error) {
      return error instanceof Error ? error.message : String(error)
    }
    return this.mismatch
  }

  take(): Uint8Array[] {
    const ready = this.ready
    this.ready = []
    return ready
  }

  /** A member has come to its end, and its checksum was found. */
  get hasEndedOne(): boolean {
    return this.ended > 0 || this.behindTrailer() !== null
  }

  /** Judges the end of the file. */
  finish(): 'whole' | 'cut' | 'damaged' {
    const rest = this.behindTrailer()
    if (rest !== null) return rest.every(byte => byte === 0) ? 'whole' : 'cut'
    return this.endsWithMember() ? 'damaged' : 'cut'
  }

  /** Whether behind the last member there is nothing but zeros, here and in the rest of the file. */
  async isPaddedFrom(rest: ByteRange): Promise<boolean> {
    const behind = this.mismatch === null ? this.behindTrailer() : null
    if (behind === null || !behind.every(byte => byte === 0)) return false
    for await (const chunk of chunksOf(rest)) {
      if (!chunk.every(byte => byte === 0)) return false
    }
    return true
  }

  /** Whether the last member is complete: then a further one is taken for one just behind it. Nothing can be unpacked afterwards. */
  private endsWithMember(): boolean {
    const { total } = this
    let isComplete = false
    this.isOver = true
    this.gunzip.onmember = start => {
      isComplete = start === total
    }
    return this.push(EMPTY_MEMBER) === null && isComplete
  }

  private receive(data: Uint8Array): void {
    if (data.length === 0 || this.isOver) return
    this.sum = crc32(this.sum, data)
    this.length += data.length
    const skipped = Math.min(this.skip, data.length)
    this.skip -= skipped
    if (skipped < data.length) this.ready.push(data.subarray(skipped))
  }

  /** A further member begins at `start` of all that was pushed: the one before must end in its checksum and length. */
  private checkBefore(start: number): void {
    const end = this.tail.length - (this.total - start)
    const trailer = this.trailer()
    if (end >= 8 && !trailer.every((byte, index) => byte === this.tail[end - 8 + index]))
      this.mismatch = 'the checksum of a member does not match'
    this.ended++
    this.sum = 0
    this.length = 0
  }

  private trailer(): Uint8Array {
    const trailer = new DataView(new ArrayBuffer(8))
    trailer.setUint32(0, this.sum, true)
    trailer.setUint32(4, this.length % 2 ** 32, true)
    return new Uint8Array(trailer.buffer)
  }

  /** What stands behind the current member's checksum and length; null when they are not found. */
  private behindTrailer(): Uint8Array | null {
    const trailer = this.trailer()
    for (let at = this.tail.length - 8; at >= 0; at--) {
      if (trailer.every((byte, index) => byte === this.tail[at + index])) return this.tail.subarray(at + 8)
    }
    return null
  }
}
