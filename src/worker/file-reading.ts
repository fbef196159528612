import type { Problem } from '../base/problems.ts'
import type { InputFile } from '../intake/byte-source.ts'
import { readInput } from '../intake/read-input.ts'
import type { RecordReceiver, TableLayout } from '../intake/reading.ts'
import { addNote, addText, createDataset, type Dataset, type Definition, ingest, rejectRecord, topSoFar } from '../ltv/index.ts'
import type { Progress, SoFarRow } from './protocol.ts'

/** By which columns a table of events is recognised; the optional ones are those that some type of event reads. */
const EVENTS_TABLE: TableLayout = {
  name: 'events',
  required: ['type', 'verb', 'key', 'event_time'],
  optional: ['customer_id', 'total_amount', 'last_name', 'adr_city', 'adr_state', 'camera_make', 'camera_model', 'tags'],
}

/** Told at least every 100 ms, as long as the file gives bytes. */
const PROGRESS_MS = 80
/** The clock is looked at once per chunk and once per so many records, which take about 2 ms. */
const RECORDS_PER_LOOK = 2_048
const FIRST_ROWS_MS = 250
const ROWS_SO_FAR = 10
/** Ranking what has been read costs more the more there is: it is given a tenth of the time. */
const REST_PER_RANKING = 10
const LEAST_REST_MS = 400

export interface ReadingListener {
  progress(progress: Progress): void
  soFar(rows: readonly SoFarRow[]): void
}

export interface FilesRead {
  readonly dataset: Dataset
  /** Texts that could not be used, or not to their end. */
  readonly problems: readonly Problem[]
  /** Paths of the files in which not a single record was found, good or bad. */
  readonly unread: readonly string[]
}

/** Reads files one after another into a new data set, and tells how it goes. Needs no thread of its own: the command line reads with it too. */
export class FileReading {
  readonly #files: readonly InputFile[]
  readonly #definition: Definition
  readonly #now: () => number
  readonly #listener: ReadingListener
  readonly #dataset = createDataset()
  readonly #problems: Problem[] = []
  readonly #unread: string[] = []
  readonly #bytesRead: number[]
  readonly #bytesTotal: number
  #events = 0
  #rejected = 0
  #start = 0
  #nextProgress = 0
  #nextRows = 0

  constructor(files: readonly InputFile[], definition: Definition, now: () => number, listener: ReadingListener) {
    this.#files = files
    this.#definition = definition
    this.#now = now
    this.#listener = listener
    this.#bytesRead = files.map(() => 0)
    this.#bytesTotal = files.reduce((sum, file) => sum + file.content.size, 0)
  }

  /** Never rejects for what a file holds: files that cannot be used are among the problems. */
  async run(): Promise<FilesRead> {
    this.#start = this.#now()
    this.#nextRows = this.#start + FIRST_ROWS_MS
    this.#tellProgress(this.#start)
    for (const [index, file] of this.#files.entries()) await this.#read(index, file)
    this.#tellProgress(this.#now())
    return { dataset: this.#dataset, problems: this.#problems, unread: this.#unread }
  }

  async #read(index: number, input: InputFile): Promise<void> {
    const dataset = this.#dataset
    const before = this.#events + this.#rejected
    // No record comes before its text; until then places point to no file.
    let file = -1
    const receiver: RecordReceiver = {
      text: (path, format, reason) => {
        // The size of an archive's member is not known.
        file = addText(dataset, { path, format, reason, bytes: path === input.path ? input.content.size : 0 })
      },
      record: (value, line, byte, raw) => {
        if (ingest(value, dataset, { file, line, byte }, raw) === null) this.#events++
        else this.#rejected++
        this.#countLook()
      },
      broken: (fault, line, byte, raw) => {
        rejectRecord(dataset, fault, { file, line, byte }, raw)
        this.#rejected++
        this.#countLook()
      },
      note: (code, count) => addNote(dataset, file, code, count),
      problem: problem => {
        this.#problems.push(problem)
      },
      progress: bytes => {
        this.#bytesRead[index] = bytes
        this.#look()
      },
    }
    await readInput(input, [EVENTS_TABLE], receiver)
    this.#bytesRead[index] = input.content.size
    if (this.#events + this.#rejected === before) this.#unread.push(input.path)
  }

  #countLook(): void {
    if ((this.#events + this.#rejected) % RECORDS_PER_LOOK === 0) this.#look()
  }

  #look(): void {
    const now = this.#now()
    if (now >= this.#nextProgress) this.#tellProgress(now)
    if (now >= this.#nextRows && this.#events > 0) this.#tellRows(now)
  }

  #tellProgress(now: number): void {
    this.#nextProgress = now + PROGRESS_MS
    this.#listener.progress({
      files: this.#files.map(({ path, content }, index) => ({ path, bytesRead: this.#bytesRead[index] ?? 0, bytes: content.size })),
      bytesRead: this.#bytesRead.reduce((sum, bytes) => sum + bytes, 0),
      bytesTotal: this.#bytesTotal,
      events: this.#events,
      rejected: this.#rejected,
      elapsedMs: now - this.#start,
    })
  }

  #tellRows(begin: number): void {
    this.#listener.soFar(topSoFar(this.#dataset, ROWS_SO_FAR, this.#definition))
    const end = this.#now()
    this.#nextRows = end + Math.max(LEAST_REST_MS, REST_PER_RANKING * (end - begin))
  }
}
