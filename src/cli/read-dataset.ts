import type { Problem } from '../base/problems.ts'
import type { InputFile } from '../intake/byte-source.ts'
import { readInput } from '../intake/read-input.ts'
import type { RecordReceiver, TableLayout } from '../intake/reading.ts'
import { addNote, addText, createDataset, type Dataset, ingest, rejectRecord } from '../ltv/index.ts'

const EVENTS_TABLE: TableLayout = {
  name: 'events',
  required: ['type', 'verb', 'key', 'event_time'],
  optional: ['customer_id', 'total_amount', 'last_name', 'adr_city', 'adr_state', 'camera_make', 'camera_model', 'tags'],
}

export interface ReadResult {
  readonly dataset: Dataset
  /** Texts that could not be used, or not to their end. */
  readonly problems: readonly Problem[]
  /** Files in which not a single record was found, good or bad. */
  readonly unread: readonly string[]
}

/** Reads files one after another into one data set. Never rejects for what a file holds. */
export async function readDataset(files: readonly InputFile[]): Promise<ReadResult> {
  const dataset = createDataset()
  const problems: Problem[] = []
  const unread: string[] = []
  for (const file of files) {
    const records = await readInto(dataset, file, problems)
    if (records === 0) unread.push(file.path)
  }
  return { dataset, problems, unread }
}

/** Number of records read, rejects included. */
async function readInto(dataset: Dataset, input: InputFile, problems: Problem[]): Promise<number> {
  let records = 0
  // No record comes before its text; until then places point to no file.
  let file = -1
  const receiver: RecordReceiver = {
    text(path, format, reason) {
      file = addText(dataset, { path, format, reason })
    },
    record(value, line, byte, raw) {
      records++
      ingest(value, dataset, { file, line, byte }, raw)
    },
    broken(fault, line, byte, raw) {
      records++
      rejectRecord(dataset, fault, { file, line, byte }, raw)
    },
    note(code, count) {
      addNote(dataset, file, code, count)
    },
    problem(problem) {
      problems.push(problem)
    },
    progress() {
      // A command line is silent while it reads.
    },
  }
  await readInput(input, [EVENTS_TABLE], receiver)
  return records
}
