import type { Recogniser, UnreadableText } from './text-head.ts'

interface Signature {
  readonly name: string
  /** As text, one character a byte. */
  readonly bytes: string
  readonly at?: number
  readonly code: UnreadableText['code']
  readonly wayOut: string
}

const NOT_DATA =
  'Drop the file with the events or orders themselves: JSON, NDJSON, CSV, TSV or Excel, plain or packed with gzip, zstd or zip.'
const UNPACK = 'Unpack it and drop the files inside, or pack them with gzip, zstd or zip.'
const UNPACK_ONCE = 'Unpack it once and drop the result.'
const SAVE_AS_CSV = 'Open it there and save the sheet as CSV.'

/** What files of other kinds begin with. A new one is one line. */
const SIGNATURES: readonly Signature[] = [
  { name: 'a PNG image', bytes: '\x89PNG\r\n', code: 'binary', wayOut: NOT_DATA },
  { name: 'a JPEG image', bytes: '\xff\xd8\xff', code: 'binary', wayOut: NOT_DATA },
  { name: 'a GIF image', bytes: 'GIF8', code: 'binary', wayOut: NOT_DATA },
  { name: 'a TIFF image', bytes: 'II*\0', code: 'binary', wayOut: NOT_DATA },
  { name: 'a TIFF image', bytes: 'MM\0*', code: 'binary', wayOut: NOT_DATA },
  { name: 'a HEIC, MP4 or QuickTime file', bytes: 'ftyp', at: 4, code: 'binary', wayOut: NOT_DATA },
  { name: 'a WebP, WAV or AVI file', bytes: 'RIFF', code: 'binary', wayOut: NOT_DATA },
  { name: 'an MP3 file', bytes: 'ID3', code: 'binary', wayOut: NOT_DATA },
  { name: 'a PDF document', bytes: '%PDF-', code: 'binary', wayOut: NOT_DATA },
  { name: 'an RTF document', bytes: '{\\rtf', code: 'binary', wayOut: NOT_DATA },
  { name: 'a Windows program', bytes: 'MZ\x90\0', code: 'binary', wayOut: NOT_DATA },
  { name: 'a Linux program', bytes: '\x7fELF', code: 'binary', wayOut: NOT_DATA },
  { name: 'a macOS program', bytes: '\xcf\xfa\xed\xfe', code: 'binary', wayOut: NOT_DATA },
  { name: 'a Java class or macOS program', bytes: '\xca\xfe\xba\xbe', code: 'binary', wayOut: NOT_DATA },
  { name: 'a WebAssembly module', bytes: '\0asm', code: 'binary', wayOut: NOT_DATA },
  { name: 'a Python pickle', bytes: '\x80\x04\x95', code: 'unsupported', wayOut: 'Load it in Python and write the events with json.dump.' },
  { name: 'a SQLite database', bytes: 'SQLite format 3\0', code: 'unsupported', wayOut: 'Export the table with the events as CSV.' },
  // Met here only inside an archive.
  { name: 'a Parquet file inside a packed file', bytes: 'PAR1', code: 'unsupported', wayOut: UNPACK_ONCE },
  { name: 'an Arrow file', bytes: 'ARROW1', code: 'unsupported', wayOut: 'Write the table as CSV or NDJSON.' },
  { name: 'an Avro file', bytes: 'Obj\x01', code: 'unsupported', wayOut: 'Write the records as NDJSON.' },
  { name: 'an ORC file', bytes: 'ORC\x0a', code: 'unsupported', wayOut: 'Write the table as CSV or NDJSON.' },
  { name: 'an old Office document', bytes: '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', code: 'unsupported', wayOut: SAVE_AS_CSV },
  { name: 'a 7z archive', bytes: '7z\xbc\xaf\x27\x1c', code: 'unsupported', wayOut: UNPACK },
  { name: 'a RAR archive', bytes: 'Rar!\x1a\x07', code: 'unsupported', wayOut: UNPACK },
  { name: 'an xz file', bytes: '\xfd7zXZ\0', code: 'unsupported', wayOut: UNPACK },
  { name: 'a bzip2 file', bytes: 'BZh', code: 'unsupported', wayOut: UNPACK },
  { name: 'an LZ4 file', bytes: '\x04\x22\x4d\x18', code: 'unsupported', wayOut: UNPACK },
  { name: 'a tar archive', bytes: 'ustar', at: 257, code: 'unsupported', wayOut: UNPACK },
  // Met here only inside another one: the outermost packing is undone before.
  { name: 'a gzip file inside a packed file', bytes: '\x1f\x8b\x08', code: 'unsupported', wayOut: UNPACK_ONCE },
  { name: 'a zstd file inside a packed file', bytes: '\x28\xb5\x2f\xfd', code: 'unsupported', wayOut: UNPACK_ONCE },
  { name: 'a zip archive inside a packed file', bytes: 'PK\x03\x04', code: 'unsupported', wayOut: UNPACK_ONCE },
]

/** Recognises files that are no text by what they begin with. */
export const recogniseSignature: Recogniser = head => {
  const found = SIGNATURES.find(({ bytes, at = 0 }) => startsWith(head.bytes, bytes, at))
  return found ? { code: found.code, message: `This looks like ${found.name}, not like events.`, wayOut: found.wayOut } : null
}

function startsWith(bytes: Uint8Array, signature: string, at: number): boolean {
  for (let index = 0; index < signature.length; index++) {
    if (bytes[at + index] !== signature.charCodeAt(index)) return false
  }
  return true
}
