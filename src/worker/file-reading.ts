import { withoutCardMembers, withoutCards } from '../base/cards.ts'
import type { Problem, TableSample } from '../base/problems.ts'
import { NO_CHOICES, type TableChoices } from '../clv/table-choices.ts'
import type { InputFile } from '../intake/byte-source.ts'
import { readInput, unpackInput } from '../intake/read-input.ts'
import type { RecordReceiver, TableLayout, TableText, Unpack, UnpackElsewhere } from '../intake/reading.ts'
import type { DirectReceiver, RowReceiver } from '../intake/record-reader.ts'
import type { KernelDataset } from '../kernel/kernel-dataset.ts'
import { OutOfMemory } from '../kernel/program.ts'
import type { Definition } from '../ltv/definition.ts'
import type { Assistant } from './assistant.ts'
import type { Data } from './data.ts'
import { SEVERAL_KINDS, withGuess } from './failures.ts'
import { FileInPieces } from './file-in-pieces.ts'
import type { Progress, SoFarRow } from './protocol.ts'
import type { Refusal, Report, ReportTarget } from './report.ts'
import { REPORTS } from './reports.ts'

/** Reads JSON. */
const JSON_REPORT = REPORTS.find(({ readsJson }) => readsJson)

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
  /** What was read; null when it is no data, which the problems say, or when there was no text at all. */
  readonly data: Data | null
  /** Texts that could not be used, or not to their end. */
  readonly problems: readonly Problem[]
  /** Paths of the files in which not a single record was found, good or bad. */
  readonly unread: readonly string[]
  /** The first records of JSON that may be a table whose columns somebody knows; null without any. */
  readonly unnamed: TableSample | null
}

/** What records of one kind are taken into, and how many there were, good or bad. */
interface Taking {
  readonly report: Report
  readonly target: ReportTarget
  records: number
}

/** Reads files one after another into a new data set, and tells how it goes. Needs no thread of its own: the command line reads with it too. */
export class FileReading {
  readonly #files: readonly InputFile[]
  readonly #definition: Definition
  readonly #now: () => number
  readonly #listener: ReadingListener
  readonly #kernel: KernelDataset | null
  readonly #assistant: Assistant | null
  readonly #choices: TableChoices
  readonly #workbooks: Unpack | null
  /** Tables by their layouts. Those that ask for more columns come first: fewer may be found in many a table. */
  readonly #layouts: readonly { readonly layout: TableLayout; readonly report: Report }[]
  /** One for each kind that has turned up. */
  readonly #takings: Taking[] = []
  /** That of the text at hand. */
  #taking: Taking | null = null
  /** What the text at hand is a table of; null for JSON. */
  #table: TableText | null = null
  readonly #problems: Problem[] = []
  readonly #unread: string[] = []
  #unnamed: TableSample | null = null
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

  /** With a kernel, plain records do not become values, and an assistant can read them ahead. Without, everything is the same, and slower. Workbooks and Parquet files are refused where nothing takes them apart. */
  constructor(
    files: readonly InputFile[],
    definition: Definition,
    now: () => number,
    listener: ReadingListener,
    kernel: KernelDataset | null = null,
    assistant: Assistant | null = null,
    choices: TableChoices = NO_CHOICES,
    workbooks: Unpack | null = null,
  ) {
    this.#files = files
    this.#definition = definition
    this.#now = now
    this.#listener = listener
    this.#kernel = kernel
    this.#assistant = assistant
    this.#choices = choices
    this.#workbooks = workbooks
    this.#layouts = REPORTS.flatMap(report => report.layouts(choices).map(layout => ({ layout, report }))).sort(
      (one, other) => other.layout.required.length - one.layout.required.length,
    )
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
    const data = this.#finish()
    const common = { unread: this.#unread, unnamed: this.#unnamed }
    return data !== null && 'problems' in data
      ? { data: null, problems: [...data.problems, ...this.#problems], ...common }
      : { data, problems: this.#problems, ...common }
  }

  /** Kinds are not mixed; one of which nothing was read does not count beside others. */
  #finish(): Data | Refusal | null {
    const [first, ...others] = this.#takings.filter(({ records }) => records > 0)
    if (others.length > 0) return { problems: [SEVERAL_KINDS] }
    return (first ?? this.#takings[0])?.target.finish() ?? null
  }

  async #read(index: number, input: InputFile): Promise<void> {
    const before = this.#events + this.#rejected
    // No record comes before its text; until then places point to no file.
    let file = -1
    const receiver: RecordReceiver = {
      direct: this.#direct(),
      rows: this.#rows(),
      text: (path, format, reason, table, unnamed) => {
        this.#unnamed ??= unnamed ?? null
        const taking = this.#takingOf(table?.layout ?? null)
        this.#taking = taking
        this.#table = table
        // The size of an archive's member is not known.
        file = taking.target.text({ path, format, reason, bytes: path === input.path ? input.content.size : 0 }, table)
      },
      record: (value, line, byte, raw) => {
        const fault = this.#current().target.take(value, { file, line, byte }, () => this.#shown(raw()))
        this.#count(fault === null ? 1 : 0, fault === null ? 0 : 1)
        this.#countLook()
      },
      broken: (fault, line, byte, raw) => {
        const shown = { ...fault, message: withoutCardMembers(fault.message) }
        this.#current().target.reject(shown, { file, line, byte }, this.#shown(raw))
        this.#count(0, 1)
        this.#countLook()
      },
      note: (code, count) => this.#current().target.note(file, code, count),
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
      const assistant = this.#assistant
      const help = kernel !== null && assistant !== null ? { kernel, assistant } : null
      const content = kernel === null ? input.content : new FileInPieces(input.content, undefined, help)
      // Packed files are taken apart by the assistant while this thread takes in what comes out.
      const assisted = async function* (helping: Assistant) {
        if (await hasStarted(helping)) yield* helping.line(kernel).unpack(input)
        else yield* unpackInput(input)
      }
      const elsewhere: UnpackElsewhere = (_, container) => {
        if (container === 'xlsx' || container === 'parquet') return this.#workbooks?.(input) ?? null
        return assistant === null ? null : assisted(assistant)
      }
      await readInput(
        { path: input.path, content },
        this.#layouts.map(({ layout }) => layout),
        receiver,
        elsewhere,
      )
    } catch (error) {
      if (!(error instanceof OutOfMemory)) throw error
      this.#isFull = true
      this.#count(error.taken, 0)
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

  /** What takes the records of a table, or of JSON (null). */
  #takingOf(layout: TableLayout | null): Taking {
    const report = layout === null ? JSON_REPORT : this.#layouts.find(known => known.layout === layout)?.report
    if (report === undefined) throw new Error(`there is no report for ${layout === null ? 'JSON' : `tables of ${layout.name}`}`)
    const known = this.#takings.find(taking => taking.report === report)
    if (known !== undefined) return known
    const taking = { report, target: report.begin({ choices: this.#choices, kernel: this.#kernel }), records: 0 }
    this.#takings.push(taking)
    return taking
  }

  #current(): Taking {
    if (this.#taking === null) throw new Error('a record came before its text')
    return this.#taking
  }

  /** The text of a record that is left out: here it is made fit to be shown, whatever it is of and wherever it goes. */
  #shown(raw: string): string {
    const { header, delimiter } = this.#table ?? { header: [], delimiter: null }
    return delimiter === null ? withoutCardMembers(raw) : withoutCards(raw, header, delimiter)
  }

  #count(events: number, rejected: number): void {
    this.#events += events
    this.#rejected += rejected
    this.#current().records += events + rejected
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
        this.#count(run.records, 0)
        this.#look()
        return run
      },
      takeRows: (from, line, form) => {
        const run = kernel.takeRows(from, line, form)
        this.#count(run.records, 0)
        this.#look()
        return run
      },
    }
  }

  /** Has rows taken by what takes the text at hand, and counts them. */
  #rows(): RowReceiver {
    const rows = (): RowReceiver => {
      const { target } = this.#current()
      if (target.rows === undefined) throw new Error('a layout that takes rows has nothing that takes them')
      return target.rows
    }
    return {
      chunkBytes: Number.POSITIVE_INFINITY,
      load: (chunk, offset) => rows().load(chunk, offset),
      takeRows: (from, line, form) => {
        const run = rows().takeRows(from, line, form)
        this.#count(run.records, 0)
        this.#look()
        return run
      },
    }
  }

  #expectWhole(): void {
    const read = this.#readSoFar()
    if (read <= TELLING_BYTES) return
    this.#kernel?.expectWhole(this.#bytesTotal / read)
    this.#taking?.target.expectWhole?.(this.#bytesTotal / read)
  }

  #countLook(): void {
    if ((this.#events + this.#rejected) % RECORDS_PER_LOOK === 0) this.#look()
  }

  #look(): void {
    const now = this.#now()
    if (now >= this.#nextProgress) this.#tellProgress(now)
    if (now >= this.#nextRows && this.#events > 0 && this.#isWorthRanking(now)) this.#tellRows(now)
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
    const [only, ...others] = this.#takings
    const rows = others.length > 0 ? null : (only?.target.soFar(ROWS_SO_FAR, this.#definition) ?? null)
    if (rows !== null) this.#listener.soFar(rows)
    const end = this.#now()
    this.#nextRows = end + Math.max(LEAST_REST_MS, REST_PER_RANKING * (end - begin))
    this.#lastRanking = { milliseconds: end - begin, events: this.#events }
  }
}

/** Whether an assistant has started, or does so while it is worth waiting for. */
function hasStarted({ started }: Assistant): Promise<boolean> {
  return Promise.race([started.then(() => true), new Promise<false>(resolve => setTimeout(() => resolve(false), START_MS))])
}
