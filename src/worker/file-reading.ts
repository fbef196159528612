import type { Problem } from '../base/problems.ts'
import {
  addOrderNote,
  addOrderText,
  createOrders,
  headerKey,
  ingestOrderRow,
  type Orders,
  ordersLayout,
  rejectOrderRow,
} from '../clv/index.ts'
import type { DateOrder } from '../clv/order-dates.ts'
import { NO_CHOICES, type TableChoices } from '../clv/table-choices.ts'
import type { InputFile } from '../intake/byte-source.ts'
import { readInput, unpackInput } from '../intake/read-input.ts'
import type { RecordReceiver, TableLayout, Unpack } from '../intake/reading.ts'
import type { DirectReceiver } from '../intake/record-reader.ts'
import type { KernelDataset } from '../kernel/kernel-dataset.ts'
import { OutOfMemory } from '../kernel/program.ts'
import { addNote, addText, createDataset, type Dataset, type Definition, ingest, rejectRecord, topSoFar } from '../ltv/index.ts'
import type { EventTarget } from '../ltv/ingest.ts'
import type { Assistant } from './assistant.ts'
import { withGuess } from './failures.ts'
import { FileInPieces } from './file-in-pieces.ts'
import type { Progress, SoFarRow } from './protocol.ts'

/** By which columns a table of events is recognised; the optional ones are those that some type of event reads. */
const EVENTS_TABLE: TableLayout = {
  name: 'events',
  required: ['type', 'verb', 'key', 'event_time'],
  optional: ['customer_id', 'total_amount', 'last_name', 'adr_city', 'adr_state', 'camera_make', 'camera_model', 'tags'],
}

/** The name of the layout of orders. */
const ORDERS = ordersLayout().name

/** Told at least every 100 ms, as long as the file gives bytes. */
const PROGRESS_MS = 80
/** The clock is looked at once per chunk and once per so many records, which take about 2 ms. */
const RECORDS_PER_LOOK = 2_048
const FIRST_ROWS_MS = 250
const ROWS_SO_FAR = 10
/** Ranking what has been read costs more the more there is: it is given a twenty-fifth of the time, of what has passed and of what is to come. */
const REST_PER_RANKING = 25
const LEAST_REST_MS = 400
/** A thread starts in 60 to 180 ms; waiting longer than this is not worth it. */
const START_MS = 500
/** From so many bytes on, what was read tells how much memory the rest will need. */
const TELLING_BYTES = 2_097_152

export interface ReadingListener {
  progress(progress: Progress): void
  soFar(rows: readonly SoFarRow[]): void
}

export interface FilesRead {
  readonly dataset: Dataset
  /** What was read from tables and logs of orders; null when there was none. */
  readonly orders: Orders | null
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
  readonly #kernel: KernelDataset | null
  readonly #assistants: readonly Assistant[]
  /** What records are taken into, and where texts, notes and rejects are kept. */
  readonly #target: EventTarget
  readonly #frame: Dataset
  readonly #choices: TableChoices
  #orders: Orders | null = null
  readonly #problems: Problem[] = []
  readonly #unread: string[] = []
  readonly #bytesRead: number[]
  readonly #bytesTotal: number
  #events = 0
  /** The browser's memory is used up: files that have not begun are not read. */
  #isFull = false
  #rejected = 0
  #start = 0
  #nextProgress = 0
  #nextRows = 0
  /** What ranking took, and of how many events. Before the first nothing is known of it, and that one is wanted soon. */
  #lastRanking = { milliseconds: 0, events: 1 }

  /** With a kernel, plain records do not become values, and assistants can read those of JSON ahead. Without, everything is the same, and slower. */
  constructor(
    files: readonly InputFile[],
    definition: Definition,
    now: () => number,
    listener: ReadingListener,
    kernel: KernelDataset | null = null,
    assistants: readonly Assistant[] = [],
    choices: TableChoices = NO_CHOICES,
  ) {
    this.#files = files
    this.#definition = definition
    this.#now = now
    this.#listener = listener
    this.#kernel = kernel
    this.#assistants = assistants
    this.#choices = choices
    this.#frame = kernel?.frame ?? createDataset()
    this.#target = kernel ?? this.#frame
    this.#bytesRead = files.map(() => 0)
    this.#bytesTotal = files.reduce((sum, file) => sum + file.content.size, 0)
  }

  /** Never rejects for what a file holds: files that cannot be used are among the problems. */
  async run(): Promise<FilesRead> {
    this.#start = this.#now()
    this.#nextRows = this.#start + FIRST_ROWS_MS
    this.#tellProgress(this.#start)
    for (const [index, file] of this.#files.entries()) if (!this.#isFull) await this.#read(index, file)
    this.#tellProgress(this.#now())
    return { dataset: this.#dataset(), orders: this.#orders, problems: this.#problems, unread: this.#unread }
  }

  /** What has been read so far; holds until more is read. */
  #dataset(): Dataset {
    return this.#kernel?.dataset() ?? this.#frame
  }

  async #read(index: number, input: InputFile): Promise<void> {
    const frame = this.#frame
    const target = this.#target
    const before = this.#events + this.#rejected
    // No record comes before its text; until then places point to no file.
    let file = -1
    // What the text at hand is a table of; null while it holds events.
    let orders: Orders | null = null
    const receiver: RecordReceiver = {
      direct: this.#direct(),
      text: (path, format, reason, table) => {
        // The size of an archive's member is not known.
        const text = { path, format, reason, bytes: path === input.path ? input.content.size : 0 }
        orders = table?.layout.name === ORDERS ? this.#orderTarget() : null
        if (orders !== null) file = addOrderText(orders, { ...text, ...this.#said(table?.header ?? []) })
        else {
          file = addText(frame, text)
          if (this.#kernel !== null) this.#kernel.file = file
        }
      },
      record: (value, line, byte, raw) => {
        const place = { file, line, byte }
        const fault = orders === null ? ingest(value, target, place, raw) : ingestOrderRow(value, orders, place, raw)
        if (fault === null) this.#events++
        else this.#rejected++
        this.#countLook()
      },
      broken: (fault, line, byte, raw) => {
        if (orders === null) rejectRecord(target, fault, { file, line, byte }, raw)
        else rejectOrderRow(orders, fault, { file, line, byte }, raw)
        this.#rejected++
        this.#countLook()
      },
      note: (code, count) => {
        if (orders === null) addNote(frame, file, code, count)
        else addOrderNote(orders, file, code, count)
      },
      problem: problem => {
        this.#problems.push(withGuess(problem))
      },
      progress: bytes => {
        this.#bytesRead[index] = bytes
        this.#expectWhole()
        this.#look()
      },
    }
    try {
      const kernel = this.#kernel
      const [assistant] = this.#assistants
      const help = kernel !== null && assistant !== undefined ? { kernel, assistant } : null
      const content = kernel === null ? input.content : new FileInPieces(input.content, undefined, help)
      // Packed files are taken apart by the assistant while this thread takes in what comes out.
      const elsewhere: Unpack | undefined =
        assistant &&
        async function* () {
          if (await hasStarted(assistant)) yield* assistant.line(kernel).unpack(input)
          else yield* unpackInput(input)
        }
      await readInput({ path: input.path, content }, [EVENTS_TABLE, ordersLayout(new Map(this.#choices.mappings))], receiver, elsewhere)
    } catch (error) {
      if (!(error instanceof OutOfMemory)) throw error
      this.#isFull = true
      this.#events += error.taken
      this.#problems.push({
        code: 'too-large',
        file: input.path,
        message: `It was read until record ${(this.#events + this.#rejected).toLocaleString('en-US')} of all: this browser cannot hold more.`,
        wayOut: 'What was read is shown. Split the files, or count them in a data warehouse.',
      })
    }
    this.#bytesRead[index] = input.content.size
    if (this.#events + this.#rejected === before) this.#unread.push(input.path)
  }

  #orderTarget(): Orders {
    this.#orders ??= createOrders()
    return this.#orders
  }

  /** What was said about tables with this header. */
  #said(header: readonly string[]): { readonly header: string; readonly dateOrder: DateOrder | null } {
    const key = headerKey(header)
    const mapped = new Map(this.#choices.mappings).get(key)?.dateOrder ?? null
    return { header: key, dateOrder: mapped ?? new Map(this.#choices.dateOrders).get(key) ?? null }
  }

  /** Takes records into the kernel, and counts them. */
  #direct(): DirectReceiver | undefined {
    const kernel = this.#kernel
    if (kernel === null) return undefined
    return {
      chunkBytes: kernel.chunkBytes,
      load: (chunk, offset) => kernel.load(chunk, offset),
      take: (from, line, inArray, ownLines) => {
        const run = kernel.take(from, line, inArray, ownLines)
        this.#events += run.records
        this.#look()
        return run
      },
      takeRows: (from, line, form) => {
        const run = kernel.takeRows(from, line, form)
        this.#events += run.records
        this.#look()
        return run
      },
    }
  }

  #expectWhole(): void {
    const read = this.#readSoFar()
    if (read > TELLING_BYTES) this.#kernel?.expectWhole(this.#bytesTotal / read)
  }

  #countLook(): void {
    if ((this.#events + this.#rejected) % RECORDS_PER_LOOK === 0) this.#look()
  }

  #look(): void {
    const now = this.#now()
    if (now >= this.#nextProgress) this.#tellProgress(now)
    // Rows of orders are added up only when all are there, so there is nothing to rank before.
    if (now >= this.#nextRows && this.#events > 0 && this.#orders === null && this.#isWorthRanking(now)) this.#tellRows(now)
  }

  /** Whether reading goes on for long enough, as far as its speed tells: rows that the final ranking will replace in a moment would only put that off. */
  #isWorthRanking(now: number): boolean {
    const { milliseconds, events } = this.#lastRanking
    const read = this.#readSoFar()
    const rest = ((now - this.#start) * (this.#bytesTotal - read)) / read
    return milliseconds * (this.#events / events) * REST_PER_RANKING <= rest
  }

  #readSoFar(): number {
    return this.#bytesRead.reduce((sum, bytes) => sum + bytes, 0)
  }

  #tellProgress(now: number): void {
    this.#nextProgress = now + PROGRESS_MS
    this.#listener.progress({
      files: this.#files.map(({ path, content }, index) => ({ path, bytesRead: this.#bytesRead[index] ?? 0, bytes: content.size })),
      bytesRead: this.#readSoFar(),
      bytesTotal: this.#bytesTotal,
      events: this.#events,
      rejected: this.#rejected,
      elapsedMs: now - this.#start,
    })
  }

  #tellRows(begin: number): void {
    this.#listener.soFar(topSoFar(this.#dataset(), ROWS_SO_FAR, this.#definition))
    const end = this.#now()
    this.#nextRows = end + Math.max(LEAST_REST_MS, REST_PER_RANKING * (end - begin))
    this.#lastRanking = { milliseconds: end - begin, events: this.#events }
  }
}

/** Whether an assistant has started, or does so while it is worth waiting for. */
function hasStarted({ started }: Assistant): Promise<boolean> {
  return Promise.race([started.then(() => true), new Promise<false>(resolve => setTimeout(() => resolve(false), START_MS))])
}
