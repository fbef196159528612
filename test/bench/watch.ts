import type { Answer } from '../../src/worker/protocol.ts'
import type { TopCustomer } from './reading.ts'

/* Put into the app's page before its own code: notes when what happens, without the app knowing. All times are those of performance.now(). */

export interface Watch {
  droppedAt: number
  /** First ranked rows on the screen, of what has been read so far or of all. */
  firstRowsAt: number | null
  /** The last byte has been read. */
  readAt: number | null
  /** The answer with the final ranking has arrived at the page. */
  rankedAt: number | null
  /** The final ranking is on the screen. */
  shownAt: number | null
  definedAt: number | null
  /** The weeks of a store have arrived. */
  weeklyAt: number | null
  events: number
  orders: number
  customers: number
  top: readonly TopCustomer[]
  /** Milliseconds of each task of the main thread over 50 ms, between drop and final ranking. */
  longTasks: readonly number[]
  /** The same of whatever came since this was last emptied. */
  latestLongTasks: readonly number[]
  failure: string | null
  datasetBytes(): Promise<number>
}

declare global {
  var watch: Watch
}

const seen: Watch = {
  droppedAt: 0,
  firstRowsAt: null,
  readAt: null,
  rankedAt: null,
  shownAt: null,
  definedAt: null,
  weeklyAt: null,
  events: 0,
  orders: 0,
  customers: 0,
  top: [],
  longTasks: [],
  latestLongTasks: [],
  failure: null,
  datasetBytes: () => Promise.reject(new Error('nothing has been opened')),
}
globalThis.watch = seen

const BROWSER_WORKER = globalThis.Worker
/** A number that the app does not reach, so that it passes over the answer. */
const OWN_JOB = 1_000_000_000

globalThis.Worker = class extends BROWSER_WORKER {
  constructor(address: string | URL, options?: WorkerOptions) {
    super(address, options)
    this.addEventListener('message', ({ data }: MessageEvent<Answer>) => hear(this, data))
  }
}

function hear(worker: Worker, answer: Answer): void {
  if (answer.kind === 'failed') seen.failure = answer.problems.map(({ message }) => message).join(' ')
  if (answer.kind === 'defined' || answer.kind === 'stores-defined') seen.definedAt = performance.now()
  if (answer.kind === 'store-weekly') seen.weeklyAt = performance.now()
  if (answer.kind === 'progress' && answer.progress.bytesRead === answer.progress.bytesTotal) seen.readAt ??= performance.now()
  if (answer.kind !== 'opened') return
  seen.rankedAt = performance.now()
  seen.datasetBytes = () => datasetBytes(worker)
  if (answer.result.report === 'stores') {
    seen.events = answer.result.summary.tables.transactions.accepted
    return
  }
  const { summary, directory, ranking } = answer.result
  seen.events = summary.accepted
  seen.orders = summary.orders
  seen.customers = summary.customers
  const decoder = new TextDecoder()
  seen.top = [...ranking.customer.subarray(0, 10)].map((customer, index) => ({
    id: decoder.decode(directory.ids.bytes.subarray(directory.ids.starts[customer], directory.ids.starts[customer + 1])),
    spendUnits: ranking.columns.spendUnits[customer] ?? 0,
    ltv: ranking.ltv[index] ?? 0,
  }))
}

/** All storage of the data set, of which the worker sends a copy. */
function datasetBytes(worker: Worker): Promise<number> {
  return new Promise(resolve => {
    worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
      if (data.kind === 'copied') resolve(data.data.buffers.reduce((sum, { byteLength }) => sum + byteLength, 0))
    })
    worker.postMessage({ kind: 'copy', job: OWN_JOB })
  })
}

window.addEventListener(
  'drop',
  () => Object.assign(seen, { droppedAt: performance.now(), firstRowsAt: null, readAt: null, rankedAt: null, shownAt: null }),
  {
    capture: true,
  },
)

/** The final ranking of customers, or the answers about stores. */
const RESULT = '[role=grid] tbody tr, [aria-labelledby=stores-top-stores] tbody tr'
/** The start screen, which is still there right after the drop, has a table as well; what has been read so far is busy. */
const ROWS = 'main [aria-busy=true] table tbody td + td, [role=grid] tbody td + td'

function look(): void {
  const now = performance.now()
  if (seen.droppedAt > 0 && seen.firstRowsAt === null && document.querySelector(ROWS) !== null) seen.firstRowsAt = now
  if (seen.rankedAt !== null && seen.shownAt === null && document.querySelector(RESULT) !== null) seen.shownAt = now
  requestAnimationFrame(look)
}
requestAnimationFrame(look)

new PerformanceObserver(list => {
  seen.latestLongTasks = [...seen.latestLongTasks, ...list.getEntries().map(({ duration }) => duration)]
  const during = list.getEntries().filter(({ startTime }) => startTime >= seen.droppedAt && seen.droppedAt > 0 && seen.shownAt === null)
  seen.longTasks = [...seen.longTasks, ...during.map(({ duration }) => duration)]
}).observe({ type: 'longtask' })
