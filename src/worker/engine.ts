import type { Problem } from '../base/problems.ts'
import type { InputFile } from '../intake/byte-source.ts'
import type { Unpack } from '../intake/reading.ts'
import type { KernelDataset } from '../kernel/kernel-dataset.ts'
import type { Definition } from '../ltv/definition.ts'
import {
  cohorts,
  customerColumns,
  type Dataset,
  detail,
  eventTables,
  rerank,
  sameColumns,
  sortOrder,
  strips,
  weekly,
  weekTable,
} from '../ltv/index.ts'
import { changedAnswers, DEFAULT_STORE_DEFINITION, weeklyAmounts } from '../stores/index.ts'
import { Assistant } from './assistant.ts'
import type { CustomerData } from './customer-data.ts'
import type { Data, Definitions } from './data.ts'
import { everythingRejected, NOTHING_FOUND, problemOf, SEVERAL_KINDS } from './failures.ts'
import { FileReading } from './file-reading.ts'
import { GroupedPredictions } from './grouped-prediction.ts'
import { packAnswers } from './packed-answers.ts'
import { type OrdersToPredict, orderRowsToPredict, ordersToPredict, Predictions } from './prediction.ts'
import type { Answer, MeaningAsked, PackedData, Request } from './protocol.ts'
import { ReadingLine } from './reading-line.ts'
import { sampleFiles } from './sample-file.ts'
import type { StoreData } from './store-data.ts'
import { transferablesOf } from './transferables.ts'

/** What the engine needs of the thread it runs in. */
export interface EngineHost {
  post(answer: Answer, transfer: Transferable[]): void
  /** Milliseconds of a clock that only goes forward. */
  now(): number
  /** A fresh one for each job of reading; null where the browser does not have what it needs. */
  startKernel(): KernelDataset | null
}

/**
 * What a worker does, without the worker: holds at most one data set and gives every request exactly one final answer.
 * Requests are answered one after the other in the order they came, so an answer always belongs to the definition that was set before it.
 */
export class Engine {
  readonly #host: EngineHost
  /** The data set, and what the answers about it mean. */
  #held: { readonly data: Data; readonly definitions: Definitions } | null = null
  /** Of the files that are in the data set. */
  #problems: readonly Problem[] = []
  #predictions: Predictions | null = null
  #grouped: GroupedPredictions | null = null
  #queue: Promise<void> = Promise.resolve()

  constructor(host: EngineHost) {
    this.#host = host
  }

  /** Answers by way of the host; never rejects. Resolves when the final answer has been posted. */
  handle(request: Request): Promise<void> {
    this.#queue = this.#queue.then(() => this.#respond(request))
    return this.#queue
  }

  async #respond(request: Request): Promise<void> {
    try {
      const answer = await this.#answer(request)
      this.#host.post(answer, transferablesOf(answer))
    } catch (error) {
      this.#host.post({ kind: 'failed', job: request.job, problems: [problemOf(error)], rejected: null }, [])
    }
  }

  async #answer(request: Request): Promise<Answer> {
    const { job } = request
    switch (request.kind) {
      case 'open':
        return this.#open(request, request.files, request)
      case 'sample':
        return this.#open(request, sampleFiles(request.recipe, this.#pulse(job)), {})
      case 'sample-files':
        return { kind: 'sample-files', job, files: sampleFiles(request.recipe, this.#pulse(job)) }
      case 'copy':
        return { kind: 'copied', job, data: this.#opened().data.copy() }
      case 'merge':
        return this.#merge(request, request.data)
      case 'define': {
        const { data, definitions } = this.#customers()
        const { definition, shown } = request
        const ranking = rerank(data.dataset, definition)
        const columns = shown !== undefined && sameColumns(definition, shown) ? null : customerColumns(data.dataset, definition)
        this.#held = { data, definitions: { ...definitions, customers: definition } }
        return { kind: 'defined', job, ranking, columns }
      }
      case 'sort': {
        const { dataset, definition } = this.#customers()
        return { kind: 'sorted', job, column: request.column, order: sortOrder(dataset, definition, request.column, request.descending) }
      }
      case 'detail': {
        const { dataset, definition } = this.#customers()
        return { kind: 'detailed', job, detail: detail(dataset, definition, request.customer) }
      }
      case 'strips': {
        const { dataset, definition } = this.#customers()
        return { kind: 'stripped', job, strips: strips(dataset, definition, request.customers) }
      }
      case 'weekly': {
        const { dataset, definition } = this.#customers()
        return { kind: 'weekly', job, series: weekly(dataset, definition, request.x) }
      }
      case 'cohorts': {
        const { dataset, definition } = this.#customers()
        return { kind: 'cohorts', job, cohorts: cohorts(dataset, definition) }
      }
      case 'event-tables':
        return { kind: 'event-tables', job, tables: eventTables(this.#events()) }
      case 'week-table': {
        const { dataset, definition } = this.#customers()
        return { kind: 'week-table', job, table: weekTable(dataset, definition) }
      }
      case 'orders':
        return { kind: 'orders', job, orders: this.#ordersToPredict() }
      case 'define-stores': {
        const { data, definitions } = this.#stores()
        const answers = packAnswers(changedAnswers(data.dataset, request.definition, request.shown))
        this.#held = { data, definitions: { ...definitions, stores: request.definition } }
        return { kind: 'stores-defined', job, answers }
      }
      case 'store-weekly': {
        const { data, definitions } = this.#stores()
        return { kind: 'store-weekly', job, weekly: weeklyAmounts(data.dataset, definitions.stores, request.storeId) }
      }
      case 'take-orders':
        this.#predictions = new Predictions(request.orders)
        return { kind: 'orders-taken', job }
      case 'forecast':
        return { kind: 'forecast', job, forecast: this.#predicted().forecast(request.settings) }
      case 'seed-scores':
        return { kind: 'seed-scores', job, scores: this.#predicted().seedScores(request.reading, request.asOfDay) }
      case 'outlook':
        return { kind: 'outlook', job, outlook: this.#predicted().outlook(request.settings, request.customer) }
      case 'take-histories':
        this.#grouped = new GroupedPredictions(request.histories)
        return { kind: 'orders-taken', job }
      case 'forecast-histories':
        return { kind: 'forecast-histories', job, forecast: this.#groupedPredictions().forecast(request.settings) }
      case 'best-histories':
        return { kind: 'best-histories', job, groups: this.#groupedPredictions().bestGroups(request.settings, request.x) }
      case 'predict-customers': {
        const { settings, lines, watched } = request
        return { kind: 'predicted-customers', job, customers: this.#groupedPredictions().customers(settings, lines, watched) }
      }
      default:
        return request satisfies never
    }
  }

  async #open(
    meaning: Meaning,
    files: readonly InputFile[],
    { choices, assistants = [], workbooks }: Pick<Extract<Request, { readonly kind: 'open' }>, 'choices' | 'assistants' | 'workbooks'>,
  ): Promise<Answer> {
    const { job } = meaning
    const reading = new FileReading(
      files,
      meaning.definition,
      this.#host.now,
      {
        progress: progress => this.#host.post({ kind: 'progress', job, progress }, []),
        soFar: rows => this.#host.post({ kind: 'so-far', job, rows }, []),
      },
      this.#host.startKernel(),
      Assistant.ofAll(assistants),
      choices,
      workbooks === undefined ? null : this.#unpackWorkbooks(job, workbooks),
    )
    const { data, problems, unnamed } = await reading.run()
    const found = data?.counts()
    if (data === null || found === undefined || found.read === 0) return failed(job, problems.length > 0 ? problems : [NOTHING_FOUND])
    if (found.accepted === 0) return { kind: 'failed', job, problems: [everythingRejected(found, unnamed), ...problems], rejected: found }
    return this.#adopt(meaning, data, problems)
  }

  /** Has the other end of the line served with the first workbook. */
  #unpackWorkbooks(job: number, line: MessagePort): Unpack {
    let unpack: Unpack | null = null
    return input => {
      if (unpack === null) this.#host.post({ kind: 'workbook-met', job }, [])
      unpack ??= new ReadingLine(line, null).unpack
      return unpack(input)
    }
  }

  #merge(meaning: Meaning, before: PackedData): Answer {
    const both = this.#opened().data.behind(before)
    return both === null ? failed(meaning.job, [SEVERAL_KINDS]) : this.#adopt(meaning, both, this.#problems)
  }

  #ordersToPredict(): OrdersToPredict {
    const { dataset, orders, definition } = this.#customers()
    return orders === null ? ordersToPredict(dataset, definition) : orderRowsToPredict(orders, definition)
  }

  /** Works everything out before anything is replaced: a failure leaves the data set as it was. */
  #adopt({ job, definition, stores = DEFAULT_STORE_DEFINITION }: Meaning, data: Data, problems: readonly Problem[]): Answer {
    const customers = data.report === 'customers' ? data.answerable(definition) : definition
    const definitions = { customers, stores }
    const result = data.opened(definitions, problems)
    this.#held = { data, definitions }
    this.#problems = problems
    return { kind: 'opened', job, result }
  }

  #opened(): { readonly data: Data; readonly definitions: Definitions } {
    if (this.#held === null) throw new Error('a data set was asked about before one was opened')
    return this.#held
  }

  /** For questions about customers, with the definition that is in force. */
  #customers(): AskedCustomers {
    const { data, definitions } = this.#opened()
    if (data.report !== 'customers') throw new Error('customers were asked about, but the data is of stores')
    const { dataset, orders } = data
    return { data, definitions, dataset, orders, definition: definitions.customers }
  }

  /** For questions about single events, which weeks cannot answer. */
  #events(): Dataset {
    const { dataset } = this.#customers()
    if (dataset.weeks !== null) throw new Error('single events were asked for, but the data is weeks')
    return dataset
  }

  /** For questions about stores. */
  #stores(): { readonly data: StoreData; readonly definitions: Definitions } {
    const { data, definitions } = this.#opened()
    if (data.report !== 'stores') throw new Error('stores were asked about, but the data is of customers')
    return { data, definitions }
  }

  #predicted(): Predictions {
    if (this.#predictions === null) throw new Error('a prediction was asked for before there were orders')
    return this.#predictions
  }

  #groupedPredictions(): GroupedPredictions {
    if (this.#grouped === null) throw new Error('a prediction was asked for before there were histories')
    return this.#grouped
  }

  /** Signs of life while a sample is made, in the form of progress whose size is still growing. */
  #pulse(job: number): (path: string, bytes: number) => void {
    const { now } = this.#host
    const start = now()
    let last = start
    return (path, bytes) => {
      if (now() - last < PULSE_MS) return
      last = now()
      const files = [{ path, bytesRead: 0, bytes }]
      this.#host.post(
        { kind: 'progress', job, progress: { files, bytesRead: 0, bytesTotal: bytes, events: 0, rejected: 0, elapsedMs: last - start } },
        [],
      )
    }
  }
}

/** Customers that are asked about, with what the answers mean. */
interface AskedCustomers extends Pick<CustomerData, 'dataset' | 'orders'> {
  readonly data: CustomerData
  readonly definitions: Definitions
  readonly definition: Definition
}

/** What was asked for, and what it is to mean. */
type Meaning = MeaningAsked & { readonly job: number }

function failed(job: number, problems: readonly Problem[]): Answer {
  return { kind: 'failed', job, problems, rejected: null }
}

const PULSE_MS = 80
