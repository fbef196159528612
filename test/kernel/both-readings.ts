import { createHash } from 'node:crypto'
import type { Problem } from '../../src/base/problems.ts'
import type { ByteRange, ByteStream, InputFile } from '../../src/intake/byte-source.ts'
import { readInput } from '../../src/intake/read-input.ts'
import type { RecordReceiver, Unpack } from '../../src/intake/reading.ts'
import { BEGINNING_BYTES } from '../../src/intake/recognition/text-head.ts'
import type { DirectReceiver } from '../../src/intake/record-reader.ts'
import program from '../../src/kernel/assembly/kernel.ts?program'
import { KernelDataset } from '../../src/kernel/kernel-dataset.ts'
import { PieceReader } from '../../src/kernel/piece-reader.ts'
import { addNote, addText, createDataset, type Dataset, ingest, rejectRecord } from '../../src/ltv/index.ts'
import type { EventTarget } from '../../src/ltv/ingest.ts'
import { EVENTS_TABLE } from '../../src/worker/event-report.ts'

export interface NamedBytes {
  readonly path: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

export interface Reading {
  readonly dataset: Dataset
  readonly problems: readonly Problem[]
  /** Records that were handed over as values. */
  readonly asValues: number
}

/** Bytes that come in chunks of a given length. As files do in the app, it takes back each chunk once it is asked for the next, those at the beginning excepted. */
class ChunkedRange implements ByteRange {
  readonly #bytes: Uint8Array<ArrayBuffer>
  readonly #chunkBytes: number

  constructor(bytes: Uint8Array<ArrayBuffer>, chunkBytes: number) {
    this.#bytes = bytes
    this.#chunkBytes = chunkBytes
  }
  get size(): number {
    return this.#bytes.length
  }
  slice(start?: number, end?: number): ChunkedRange {
    return new ChunkedRange(this.#bytes.subarray(start, end), this.#chunkBytes)
  }
  stream(): ByteStream {
    const bytes = this.#bytes
    const chunkBytes = this.#chunkBytes
    let at = 0
    let given: Uint8Array<ArrayBuffer> = new Uint8Array(0)
    return {
      getReader: () => ({
        read: async () => {
          if (at >= BEGINNING_BYTES + given.length) structuredClone(given.buffer, { transfer: [given.buffer] })
          if (at >= bytes.length) return { done: true }
          given = bytes.slice(at, at + chunkBytes)
          at += given.length
          return { done: false, value: given }
        },
        cancel: async () => {},
        releaseLock: () => {},
      }),
    }
  }
  async arrayBuffer(): Promise<ArrayBuffer> {
    return this.#bytes.slice().buffer
  }
}

/** What hashes begin with, as in one reading of the app. */
const SEED = 7

/** By the simple reader: every record becomes a value and is ingested. */
export async function readSimply(files: readonly NamedBytes[], chunkBytes = 65_536): Promise<Reading> {
  const dataset = createDataset()
  const { problems, asValues } = await readInto(dataset, dataset, undefined, () => {}, inChunks(files, chunkBytes))
  return { dataset, problems, asValues }
}

/** The same of files as they are, which are unpacked elsewhere. */
export async function readUnpacked(files: readonly InputFile[], elsewhere?: Unpack): Promise<Reading> {
  const dataset = createDataset()
  const { problems, asValues } = await readInto(dataset, dataset, undefined, () => {}, files, elsewhere)
  return { dataset, problems, asValues }
}

/** By the kernel, and what it leaves by the simple reader. */
export function readByKernel(files: readonly NamedBytes[], chunkBytes = 65_536, seed = SEED): Promise<Reading> {
  return readIntoKernel(new KernelDataset(program, seed), inChunks(files, chunkBytes))
}

/** A kernel for which all rows and records that come are looked for ahead by another instance, wherever the chunks are cut, once it is known how they stand. */
class ForeseenKernel extends KernelDataset {
  /** Records that were found ahead, whether they were asked for or not. */
  found = 0
  override load(chunk: Uint8Array, offset: number): void {
    const { wanted } = this
    if (wanted !== null) {
      const records = pieces.read(chunk, offset, wanted, null)
      for (const run of records.runs) this.found += run.records
      this.expect(records)
    }
    super.load(chunk, offset)
  }
}
const pieces = new PieceReader(program)

/** By the kernel, with what was read ahead. */
export async function readForeseen(
  files: readonly NamedBytes[],
  chunkBytes: number,
  seed = SEED,
): Promise<Reading & { readonly found: number }> {
  const kernel = new ForeseenKernel(program, seed)
  return { ...(await readIntoKernel(kernel, inChunks(files, chunkBytes))), found: kernel.found }
}

export async function readIntoKernel(kernel: KernelDataset, files: readonly InputFile[], elsewhere?: Unpack): Promise<Reading> {
  const begin = (file: number): void => {
    kernel.file = file
  }
  const { problems, asValues } = await readInto(kernel, kernel.frame, kernel, begin, files, elsewhere)
  return { dataset: kernel.dataset(), problems, asValues }
}

function inChunks(files: readonly NamedBytes[], chunkBytes: number): InputFile[] {
  return files.map(({ path, bytes }) => ({ path, content: new ChunkedRange(bytes, chunkBytes) }))
}

async function readInto(
  target: EventTarget,
  frame: Dataset,
  direct: DirectReceiver | undefined,
  begin: (file: number) => void,
  files: readonly InputFile[],
  elsewhere?: Unpack,
): Promise<{ problems: Problem[]; asValues: number }> {
  const problems: Problem[] = []
  let asValues = 0
  let file = -1
  const receiver: RecordReceiver = {
    direct,
    text(path, format, reason) {
      file = addText(frame, { path, format, reason })
      begin(file)
    },
    record(value, line, byte, raw) {
      asValues++
      ingest(value, target, { file, line, byte }, raw)
    },
    broken(fault, line, byte, raw) {
      rejectRecord(target, fault, { file, line, byte }, raw)
    },
    note(code, count) {
      addNote(frame, file, code, count)
    },
    problem(problem) {
      problems.push(problem)
    },
    progress() {},
  }
  for (const file of files) await readInput(file, [EVENTS_TABLE], receiver, elsewhere)
  return { problems, asValues }
}

/** Everything that a reading left behind, row for row, in a form that can be compared. */
export function contentsOf({ dataset, problems }: Reading): unknown {
  const { rows, orders, records, customers, keys, names } = dataset
  return {
    problems,
    texts: dataset.texts,
    notes: dataset.notes,
    rejects: dataset.rejects.pack(),
    acceptedByKind: [...dataset.acceptedByKind],
    customers: customers.column(),
    keys: keys.column(),
    names: names.column(),
    records: [records.lastName, records.city, records.state].map(column => column.slice(0, records.length)),
    rows: [rows.kind, rows.customer, rows.key, rows.time, rows.detail, rows.place, rows.line, rows.times].map(column =>
      column.slice(0, rows.length),
    ),
    amounts: [rows.amountUnits, rows.amountCurrency].map(column => column.slice(0, rows.orderRows)),
    orders: [orders.standing, orders.earliest, orders.hasOriginal].map(column => column.slice(0, orders.length)),
  }
}

/** A number for everything that readings left behind, so that many of them are compared at the price of one. */
export function fingerprint(readings: readonly Reading[]): string {
  const hash = createHash('sha1')
  for (const reading of readings) {
    const plain = JSON.stringify(contentsOf(reading), (_key, value: unknown) => {
      if (value instanceof Map) return [...value]
      if (!ArrayBuffer.isView(value)) return value
      hash.update(new Uint8Array(value.buffer, value.byteOffset, value.byteLength))
      return value.byteLength
    })
    hash.update(plain)
  }
  return hash.digest('hex')
}
