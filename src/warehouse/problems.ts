/**
 * Why a warehouse did not answer. `found` is what was seen, with the server's own words where it has some; `wayOut` is what the reader can do now.
 */
export interface WarehouseProblem {
  readonly code: WarehouseProblemCode
  readonly found: string
  readonly wayOut: string
  /** As the server put it, to be shown small and copied; null when it never spoke. */
  readonly serverSays: string | null
}

export type WarehouseProblemCode =
  | 'bad-address' // the text typed is no http or https address
  | 'mixed-content' // an http server from an https page: browsers refuse
  | 'unreachable' // no answer, or one that CORS keeps from the page: a page cannot tell which
  | 'not-clickhouse' // something else answers there
  | 'wrong-password' // user or password
  | 'not-allowed' // the user lacks a right
  | 'read-only' // the user may not change what the query needs changed
  | 'no-such-table' // database, table or column
  | 'time-out' // the query ran longer than the server or the page allows
  | 'cancelled' // by the reader
  | 'not-stopped' // cancelled, and the server has not said that it ended
  | 'killed' // by somebody else
  | 'shard-down' // a part of the cluster does not answer: no answer is better than half of one
  | 'memory-limit'
  | 'too-many' // more different answers than a page can take
  | 'silent' // nothing was heard for too long
  | 'quota' // the user has had all that is allowed for now
  | 'cut-off' // the connection broke amid an answer
  | 'unexpected' // anything else that the server says

/** The only error that the questions of a warehouse end in, bugs apart. */
export class WarehouseFailure extends Error {
  override readonly name = 'WarehouseFailure'
  readonly problem: WarehouseProblem

  constructor(problem: WarehouseProblem) {
    super(problem.found)
    this.problem = problem
  }
}
