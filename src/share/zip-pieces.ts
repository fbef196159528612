import { Zip, ZipDeflate, ZipPassThrough } from 'fflate'

/** Always the same, so that the same content gives the same bytes; the earliest that a zip can hold. In local time, as zips are. */
const WRITTEN = new Date(1980, 0, 1)

/** Files that a zip's ending can count without its extension. */
const MOST_COUNTED = 0xfffe
/** Places in a zip are numbers of 32 bits. */
const MOST_BYTES = 0xffff_ffff

const ENDING_BYTES = 22
const ENCODER = new TextEncoder()

/**
 * A zip that is made file by file and can be taken away piece by piece, so that it never is in memory as a whole.
 * Any number of files; at most 4 GiB.
 */
export class ZipPieces {
  #pieces: Uint8Array<ArrayBuffer>[] = []
  #files = 0
  #bytes = 0
  readonly #zip = new Zip((error, piece) => {
    if (error !== null) throw error
    this.#bytes += piece.length
    if (this.#bytes > MOST_BYTES) throw new RangeError('The zip would be larger than 4 GiB, which is the most a zip can be.')
    // `as`: fflate's buffers are never shared.
    this.#pieces.push(piece as Uint8Array<ArrayBuffer>)
  })

  /** A small file, stored as it is: packing files of some hundred bytes takes longer than it is worth. */
  add(name: string, text: string): void {
    const file = new ZipPassThrough(name)
    file.mtime = WRITTEN
    this.#zip.add(file)
    file.push(ENCODER.encode(text), true)
    this.#files += 1
  }

  /** A large file, packed, in pieces. Take the pieces of the zip in between. */
  *addPacked(name: string, texts: Iterable<string>): Generator<void, void, undefined> {
    const file = new ZipDeflate(name, { level: 6 })
    file.mtime = WRITTEN
    this.#zip.add(file)
    for (const text of texts) {
      file.push(ENCODER.encode(text))
      yield
    }
    file.push(new Uint8Array(), true)
    this.#files += 1
  }

  /** What has been made since the last time. */
  take(): Uint8Array<ArrayBuffer>[] {
    const pieces = this.#pieces
    this.#pieces = []
    return pieces
  }

  /** Writes the list of files; nothing can be added any more. */
  end(): void {
    this.#zip.end()
    const directory = this.#pieces.pop()
    if (directory === undefined) throw new Error('the zip has no list of files')
    this.#pieces.push(this.#files > MOST_COUNTED ? withLargeEnding(directory, this.#bytes - directory.length, this.#files) : directory)
  }
}

/** fflate counts files in 16 bits only: the list of more than that gets the ending of Zip64, which counts in 64. */
function withLargeEnding(directory: Uint8Array, offset: number, files: number): Uint8Array<ArrayBuffer> {
  const size = directory.length - ENDING_BYTES
  const extended = new Uint8Array(size + 56 + 20 + ENDING_BYTES)
  extended.set(directory.subarray(0, size))
  const view = new DataView(extended.buffer, size)
  const wide = (at: number, value: number): void => view.setBigUint64(at, BigInt(value), true)
  view.setUint32(0, 0x06064b50, true)
  wide(4, 44)
  view.setUint16(12, 45, true)
  view.setUint16(14, 45, true)
  wide(24, files)
  wide(32, files)
  wide(40, size)
  wide(48, offset)
  view.setUint32(56, 0x07064b50, true)
  wide(64, offset + size)
  view.setUint32(72, 1, true)
  extended.set(directory.subarray(size), size + 76)
  // The count that stands for “look into the extension”.
  view.setUint16(76 + 8, 0xffff, true)
  view.setUint16(76 + 10, 0xffff, true)
  return extended
}
