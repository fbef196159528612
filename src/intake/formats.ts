import type { Container } from './containers/container.ts'
import { gzip } from './containers/gzip.ts'
import { parquet } from './containers/parquet.ts'
import { plain } from './containers/plain.ts'
import { xlsx } from './containers/xlsx.ts'
import { zip } from './containers/zip.ts'
import { zstd } from './containers/zstd.ts'
import { recogniseJson, recogniseJsonByName } from './json/recognise-json.ts'
import { recogniseJsonTable } from './json/recognise-json-table.ts'
import { recogniseForeign, recogniseUnmarkedUtf16 } from './recognition/foreign-text.ts'
import { recogniseSignature } from './recognition/signatures.ts'
import type { Recogniser } from './recognition/text-head.ts'
import { recogniseTable } from './table/recognise-table.ts'
import { recogniseTextColumns } from './table/recognise-text-columns.ts'

/** How files are packed. The first that recognises a file unpacks it; the last takes every file. A new one is a file beside these and a line here. */
export const CONTAINERS: readonly Container[] = [gzip, zstd, xlsx, zip, parquet, plain]

/** What texts are. The first that has an answer gives it; the last always has one. A new format is a file of its own and a line here. */
export const RECOGNISERS: readonly Recogniser[] = [
  recogniseSignature,
  recogniseUnmarkedUtf16,
  recogniseJsonTable,
  recogniseJson,
  recogniseTable,
  recogniseTextColumns,
  recogniseJsonByName,
  recogniseForeign,
]
