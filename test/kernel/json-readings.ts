import { JsonReader } from '../../src/intake/json/json-reader.ts'
import type { JsonShape } from '../../src/intake/json/json-shape.ts'
import program from '../../src/kernel/assembly/kernel.ts?program'
import { KernelDataset } from '../../src/kernel/kernel-dataset.ts'
import { PieceReader } from '../../src/kernel/piece-reader.ts'
import type { RecordHabit } from '../../src/kernel/records-ahead.ts'
import { addNote, addText, createDataset, type Dataset, ingest, rejectRecord } from '../../src/ltv/index.ts'
import type { EventTarget } from '../../src/ltv/ingest.ts'

/** A JSON text whose shape is known. */
export interface JsonText {
  readonly bytes: Uint8Array
  readonly shape: JsonShape
}

/** What a piece is read ahead by, when no records have shown it yet. */
type FirstHabit = RecordHabit | null

/** By the simple reader: every record becomes a value and is ingested. */
export function readSimply(texts: readonly JsonText[], chunkBytes: number): Dataset {
  const dataset = createDataset()
  readTexts(texts, chunkBytes, dataset, dataset, null)
  return dataset
}

/** By the kernel, and what it leaves by the simple reader. */
export function readByKernel(texts: readonly JsonText[], chunkBytes: number): Dataset {
  const kernel = new KernelDataset(program, 7)
  readTexts(texts, chunkBytes, kernel, kernel.frame, kernel)
  return kernel.dataset()
}

const PIECES = new PieceReader(program)

/** By the kernel, with all chunks read ahead by a second instance, and how many records of theirs. */
export function readAhead(
  texts: readonly JsonText[],
  chunkBytes: number,
  firstHabit: FirstHabit = null,
): { dataset: Dataset; ahead: number } {
  const kernel = new KernelDataset(program, 7)
  let ahead = 0
  readTexts(texts, chunkBytes, kernel, kernel.frame, kernel, (piece, offset) => {
    kernel.habit ??= firstHabit
    const { wanted } = kernel
    if (wanted === null) return
    const records = PIECES.read(piece, offset, wanted, null)
    for (const run of records.runs) ahead += run.records
    kernel.expect(records)
  })
  return { dataset: kernel.dataset(), ahead }
}

/** What the reader says of problems is kept among the notes of the text. */
function readTexts(
  texts: readonly JsonText[],
  chunkBytes: number,
  target: EventTarget,
  frame: Dataset,
  direct: KernelDataset | null,
  aheadOf: (piece: Uint8Array, offset: number) => void = () => {},
): void {
  for (const { bytes, shape } of texts) {
    const file = addText(frame, { path: 'mutant.json', format: 'JSON', reason: '' })
    if (direct !== null) direct.file = file
    const reader = new JsonReader(
      shape,
      {
        direct: direct ?? undefined,
        record: (value, line, byte, raw) => void ingest(value, target, { file, line, byte }, raw),
        broken: (fault, line, byte, raw) => rejectRecord(target, fault, { file, line, byte }, raw),
        note: (code, count) => addNote(frame, file, code, count),
        endsEarly: () => addNote(frame, file, 'ends-early', 1),
        problem: () => addNote(frame, file, 'rejects-cut', 1),
      },
      0,
    )
    for (let at = 0; at < bytes.length; at += chunkBytes) {
      const piece = bytes.slice(at, at + chunkBytes)
      aheadOf(piece, at)
      reader.push(piece)
    }
    reader.end()
  }
}
