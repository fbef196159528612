import type { Problem } from '../base/problems.ts'
import { createOrders, mergeOrders, type Orders, packOrders, unpackOrders } from '../clv/index.ts'
import type { TableChoices } from '../clv/table-choices.ts'
import type { InputFile } from '../intake/byte-source.ts'
import type { KernelDataset } from '../kernel/kernel-dataset.ts'
import {
  cohorts,
  createDataset,
  customerColumns,
  type Dataset,
  type Definition,
  detail,
  directory,
  eventTables,
  merge,
  pack,
  rank,
  rerank,
  sameColumns,
  sortOrder,
  strips,
  unpack,
  weekly,
} from '../ltv/index.ts'
import { Assistant } from './assistant.ts'
import { type Data, dataOf, summaryOf } from './data.ts'
import { everythingRejected, NOTHING_FOUND, problemOf, SEVERAL_KINDS } from './failures.ts'
import { FileReading } from './file-reading.ts'
import { eventsOfOrders } from './orders-as-events.ts'
import { type OrdersToPredict, orderRowsToPredict, ordersToPredict, Predictions } from './prediction.ts'
import type { Answer, DatasetResult, PackedData, Request } from './protocol.ts'
import { sampleFile } from './sample-file.ts'
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
  #dataset: Dataset = createDataset()
  /** The rows that the data set was made from, when they were orders. */
  #orders: Orders | null = null
  #definition: Definition | null = null
  /** Of the files that are in the data set. */
  #problems: readonly Problem[] = []
  #predictions: Predictions | null = null
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
        return this.#open(job, request.files, request.definition, request.choices, request.assistants)
      case 'sample':
        return this.#open(job, [sampleFile(request.recipe, this.#pulse(job))], request.definition)
      case 'sample-text':
        return { kind: 'sample-text', job, blob: sampleFile(request.recipe, this.#pulse(job)).content }
      case 'copy':
        return { kind: 'copied', job, data: this.#copy() }
      case 'merge':
        return this.#merge(job, request.data, request.definition)
      case 'define': {
        const { definition, shown } = request
        const ranking = rerank(this.#dataset, definition)
        const columns = shown !== undefined && sameColumns(definition, shown) ? null : customerColumns(this.#dataset, definition)
        this.#definition = definition
        return { kind: 'defined', job, ranking, columns }
      }
      case 'sort':
        return { kind: 'sorted', job, column: request.column, order: sortOrder(this.#dataset, this.#inForce(), request.column) }
      case 'detail':
        return { kind: 'detailed', job, detail: detail(this.#dataset, this.#inForce(), request.customer) }
      case 'strips':
        return { kind: 'stripped', job, strips: strips(this.#dataset, this.#inForce(), request.customers) }
      case 'weekly':
        return { kind: 'weekly', job, series: weekly(this.#dataset, this.#inForce(), request.x) }
      case 'cohorts':
        return { kind: 'cohorts', job, cohorts: cohorts(this.#dataset, this.#inForce()) }
      case 'event-tables':
        return { kind: 'event-tables', job, tables: eventTables(this.#dataset) }
      case 'orders':
        return { kind: 'orders', job, orders: this.#ordersToPredict() }
      case 'take-orders':
        this.#predictions = new Predictions(request.orders)
        return { kind: 'orders-taken', job }
      case 'forecast':
        return { kind: 'forecast', job, forecast: this.#predicted().forecast(request.settings) }
      case 'seed-scores':
        return { kind: 'seed-scores', job, scores: this.#predicted().seedScores(request.reading, request.asOfDay) }
      case 'outlook':
        return { kind: 'outlook', job, outlook: this.#predicted().outlook(request.settings, request.customer) }
      default:
        return request satisfies never
    }
  }

  async #open(
    job: number,
    files: readonly InputFile[],
    definition: Definition,
    choices?: TableChoices,
    assistants: readonly MessagePort[] = [],
  ): Promise<Answer> {
    const reading = new FileReading(
      files,
      definition,
      this.#host.now,
      {
        progress: progress => this.#host.post({ kind: 'progress', job, progress }, []),
        soFar: rows => this.#host.post({ kind: 'so-far', job, rows }, []),
      },
      this.#host.startKernel(),
      assistants.map(port => new Assistant(port)),
      choices,
    )
    const read = await reading.run()
    const { problems } = read
    const data = dataOf(read)
    if ('problems' in data) return failed(job, [...data.problems, ...problems])
    const found = summaryOf(data)
    if (found.read === 0) {
      return failed(job, problems.length > 0 ? problems : [NOTHING_FOUND])
    }
    if (found.accepted === 0) {
      return { kind: 'failed', job, problems: [everythingRejected(found), ...problems], rejected: found }
    }
    return this.#adopt(job, data, problems, definition)
  }

  /** In storage of its own, while packing alone would hand over that of the data set. */
  #copy(): PackedData {
    const orders = this.#orders
    if (orders !== null) return { kind: 'orders', ...packOrders(mergeOrders(orders, createOrders())) }
    return { kind: 'events', ...pack(merge(this.#dataset, createDataset())) }
  }

  #merge(job: number, before: PackedData, definition: Definition): Answer {
    const orders = this.#orders
    if (before.kind === 'events') {
      if (orders !== null) return failed(job, [SEVERAL_KINDS])
      return this.#adopt(job, { dataset: merge(unpack(before), this.#dataset), orders }, this.#problems, definition)
    }
    if (orders === null) return failed(job, [SEVERAL_KINDS])
    const both = mergeOrders(unpackOrders(before), orders)
    return this.#adopt(job, { dataset: eventsOfOrders(both), orders: both }, this.#problems, definition)
  }

  #ordersToPredict(): OrdersToPredict {
    const definition = this.#inForce()
    return this.#orders === null ? ordersToPredict(this.#dataset, definition) : orderRowsToPredict(this.#orders, definition)
  }

  /** Works everything out before anything is replaced: a failure leaves the data set as it was. */
  #adopt(job: number, data: Data, problems: readonly Problem[], definition: Definition): Answer {
    const { dataset, orders } = data
    const ranking = rank(dataset, definition)
    const result: DatasetResult = { summary: summaryOf(data), directory: directory(dataset), ranking, problems }
    this.#dataset = dataset
    this.#orders = orders
    this.#problems = problems
    this.#definition = definition
    return { kind: 'opened', job, result }
  }

  #inForce(): Definition {
    if (this.#definition === null) throw new Error('a data set was asked about before one was opened')
    return this.#definition
  }

  #predicted(): Predictions {
    if (this.#predictions === null) throw new Error('a prediction was asked for before there were orders')
    return this.#predictions
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

function failed(job: number, problems: readonly Problem[]): Answer {
  return { kind: 'failed', job, problems, rejected: null }
}

const PULSE_MS = 80
