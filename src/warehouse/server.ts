import { type ClickHouseClient, ClickHouseError, ClickHouseLogLevel, createClient } from '@clickhouse/client-web'
import { type AnswerRow, type AnswerTable, answerOf } from './answer-rows.ts'
import { failureFrom, failureOf, notStopped } from './failures.ts'
import { Pulse, type Seen } from './pulse.ts'
import { Restarts } from './restarts.ts'
import { killStatement, stopQuery } from './stop.ts'
import { Turns } from './turns.ts'
import type { Answer, Asking, RanQuery, ServerSettings } from './warehouse.ts'

/** What is bound to the {name:Type} of a query. Never part of its text. */
export type Parameters = Readonly<Record<string, string | number | readonly string[]>>

/** Longer than anyone waits before a page. */
const TIME_LIMIT_MS = 600_000
/**
 * Browsers open six connections to a server; questions that came after six long ones, and looks at how far those are, would wait behind them. And each may take all of
 * the server.
 */
const QUERIES_AT_ONCE = 3

const SETTINGS = {
  // Numbers beyond 2^53 would lose digits on the way through JSON.
  output_format_json_quote_64bit_integers: 1,
  // With 1, a shard that is down is left out without a word.
  skip_unavailable_shards: 0,
  // Customers are grouped where they lie, and shards that cannot hold an id are not asked for it.
  optimize_distributed_group_by_sharding_key: 1,
  optimize_skip_unused_shards: 1,
  // Compiling expressions this long took longer than any query, and once never ended.
  compile_expressions: 0,
  compile_aggregate_expressions: 0,
  // Who is hung up on ends the query: so does closing the page.
  cancel_http_readonly_queries_on_client_close: 1,
  // Nothing is sent before all of it is known: an answer is whole, or an error with a status of its own.
  wait_end_of_query: 1,
} as const

/** One server and the user it is asked as: every question is a request of its own. */
export class Server {
  readonly origin: string
  private readonly client: ClickHouseClient
  private readonly turns = new Turns(QUERIES_AT_ONCE)
  private hasAnswered = false
  private readonly pulse = new Pulse((ids, signal) => this.look(ids, signal))

  /** Throws a failure when the address is none, or one that the browser refuses from here. */
  constructor({ url, user, password }: ServerSettings, via: typeof fetch = fetch) {
    const address = addressOf(url)
    this.origin = address.origin
    this.client = createClient({
      url: address.href,
      // The client encodes user and password as Latin-1, which others are not; their bytes are.
      username: bytesAsText(user),
      password: bytesAsText(password),
      request_timeout: TIME_LIMIT_MS,
      // In browsers this is no matter of connections: such requests outlive the page, and may carry no more than 64 KiB, all together.
      keep_alive: { enabled: false },
      compression: { request: false, response: false },
      // Into the body: what readers type has no business in addresses, which proxies write down.
      use_multipart_params: true,
      // It writes to the console otherwise; what goes wrong is told on the page.
      log: { level: ClickHouseLogLevel.OFF },
      fetch: via,
    })
  }

  /**
   * Runs one query. Broken with a `WarehouseFailure`: with `cancelled` not before the server has said that the query is over, with `not-stopped` where it has
   * not said so in time.
   */
  async ask(sql: string, parameters: Parameters = {}, asking: Asking = {}): Promise<{ table: AnswerTable; ran: RanQuery }> {
    const signal = asking.signal ?? new AbortController().signal
    const endTurn = await this.turns.take(signal)
    try {
      // Nothing has been sent so far.
      if (endTurn === null || signal.aborted) throw failureOf('cancelled')
      return await this.run(sql, parameters, { ...asking, signal })
    } finally {
      endTurn?.()
    }
  }

  private async run(sql: string, parameters: Parameters, { signal, onProgress }: Asking & { readonly signal: AbortSignal }) {
    const queryId = crypto.randomUUID()
    // The client puts a handler of its own onto the signal that it gets, so each query has one of its own.
    const line = new AbortController()
    let isSilent = false
    let onRestart = (): void => undefined
    const restarted = new Promise<void>(resolve => {
      onRestart = resolve
    })
    const restarts = new Restarts()
    let isTooLong = false
    const stopWatching = this.pulse.watch(queryId, {
      onSeen: seen => {
        if (restarts.isAfterTimeOut(seen)) {
          isTooLong = true
          onRestart()
        } else onProgress?.(seen.progress)
      },
      onSilence: () => {
        isSilent = true
        line.abort()
      },
    })
    let isHeard = false
    const answer = this.client
      .query({
        query: sql,
        format: 'JSONCompact',
        query_id: queryId,
        query_params: { ...parameters },
        clickhouse_settings: SETTINGS,
        abort_signal: line.signal,
      })
      .then(found => {
        isHeard = true
        return found.text()
      })
      .then(answerOf)
    const over = answer.then(
      () => true,
      error => error instanceof ClickHouseError,
    )
    let onAbort = (): void => undefined
    const aborted = new Promise<void>(resolve => {
      onAbort = resolve
      signal.addEventListener('abort', onAbort)
    })
    try {
      await Promise.race([over, aborted, restarted])
      if (!signal.aborted && !isTooLong) {
        const table = await answer
        this.hasAnswered = true
        return { table, ran: ranOf(sql, parameters, table) }
      }
    } catch (error) {
      throw isSilent ? failureOf('silent') : failureFrom(error, isHeard)
    } finally {
      stopWatching()
      signal.removeEventListener('abort', onAbort)
    }
    const isEnded = await this.end(queryId, over, line)
    if (isTooLong) throw failureOf('time-out')
    throw isEnded ? failureOf('cancelled') : notStopped(queryId)
  }

  /** Whether the server has said that a query is over that is no longer wanted. */
  private async end(queryId: string, over: Promise<boolean>, line: AbortController): Promise<boolean> {
    const hangUp = () => line.abort()
    // Who has never answered is asked who it is, which takes no time where anybody is there.
    if (!this.hasAnswered) {
      hangUp()
      return true
    }
    return stopQuery({
      over,
      hangUp,
      kill: signal => this.kill(queryId, signal),
      runs: async signal => (await this.running([queryId], signal)).has(queryId),
    })
  }

  /** Tells the server to end a query; false when it refuses. Users may end their own, also those who may only read. */
  private async kill(queryId: string, signal: AbortSignal): Promise<boolean> {
    try {
      const said = await this.client.query({ query: killStatement(queryId), format: 'JSONCompact', abort_signal: signal })
      await said.text()
      return true
    } catch (error) {
      if (error instanceof ClickHouseError) return false
      throw error
    }
  }

  private async look(queryIds: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, Seen>> {
    try {
      return await this.running(queryIds, signal)
    } catch (error) {
      // Who may not look is refused: that is an answer, too.
      if (error instanceof ClickHouseError) return new Map()
      throw error
    }
  }

  /** Those of some queries that run. */
  private async running(queryIds: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, Seen>> {
    const answer = await this.client.query({
      query: `SELECT query_id, read_rows, read_bytes, total_rows_approx, elapsed, toFloat64OrZero(Settings['max_execution_time']) AS most_elapsed
FROM system.processes WHERE has({ids:Array(String)}, query_id)`,
      format: 'JSONCompact',
      query_params: { ids: [...queryIds] },
      clickhouse_settings: { output_format_json_quote_64bit_integers: 1 },
      abort_signal: signal,
    })
    const { rows } = answerOf(await answer.text())
    return new Map(rows.map(row => [row.text('query_id'), seenOf(row)]))
  }
}

function seenOf(row: AnswerRow): Seen {
  const toRead = row.whole('total_rows_approx')
  return {
    progress: { rowsRead: row.whole('read_rows'), bytesRead: row.whole('read_bytes'), rowsToRead: toRead === 0 ? null : toRead },
    seconds: row.number('elapsed'),
    mostSeconds: row.number('most_elapsed'),
  }
}

/** Collects what was run for one answer. */
export class Inquiry {
  private readonly ran: RanQuery[] = []
  private readonly server: Server
  private readonly asking: Asking | undefined

  constructor(server: Server, asking: Asking | undefined) {
    this.server = server
    this.asking = asking
  }

  async ask(sql: string, parameters: Parameters = {}): Promise<AnswerTable> {
    const { table, ran } = await this.server.ask(sql, parameters, this.asking)
    this.ran.push(ran)
    return table
  }

  /** Queries of an earlier answer that this one rests on. */
  reuse(ran: readonly RanQuery[]): void {
    this.ran.push(...ran)
  }

  get queries(): readonly RanQuery[] {
    return [...this.ran]
  }

  answer<Value>(value: Value): Answer<Value> {
    return { value, ran: this.queries }
  }
}

function ranOf(sql: string, parameters: Parameters, { seconds, rowsRead, bytesRead }: AnswerTable): RanQuery {
  const shown = Object.entries(parameters).map(([name, value]) => [name, typeof value === 'object' ? JSON.stringify(value) : String(value)])
  return { sql: `${sql}\n`, parameters: Object.fromEntries(shown), milliseconds: seconds * 1_000, rowsRead, bytesRead }
}

function addressOf(text: string): URL {
  let address: URL
  try {
    address = new URL(text.trim())
  } catch {
    throw failureOf('bad-address', text)
  }
  const { protocol, username, password, search, hash } = address
  if ((protocol !== 'https:' && protocol !== 'http:') || username !== '' || password !== '' || search !== '' || hash !== '') {
    // What was typed may hold a password, so it is not repeated.
    throw failureOf('bad-address')
  }
  if (protocol === 'http:' && globalThis.location?.protocol === 'https:' && !isOnThisComputer(address.hostname))
    throw failureOf('mixed-content')
  return address
}

function isOnThisComputer(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(host)
}

function bytesAsText(text: string): string {
  return Array.from(new TextEncoder().encode(text), byte => String.fromCharCode(byte)).join('')
}
