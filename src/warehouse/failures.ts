import { ClickHouseError } from '@clickhouse/client-web'
import { WarehouseFailure, type WarehouseProblem, type WarehouseProblemCode } from './problems.ts'
import { killStatement } from './stop.ts'

/** Numbers of ClickHouse's errors (src/Common/ErrorCodes.cpp there), those that a reader can do something about. */
const CODES: Readonly<Record<WarehouseProblemCode, readonly number[]>> = {
  'bad-address': [],
  'mixed-content': [],
  unreachable: [],
  'not-clickhouse': [],
  'wrong-password': [192, 193, 194, 516],
  'not-allowed': [291, 492, 497],
  'read-only': [164, 452],
  'no-such-table': [10, 16, 47, 60, 81],
  'time-out': [159, 160],
  cancelled: [],
  'not-stopped': [],
  killed: [394, 735],
  'shard-down': [32, 101, 170, 209, 210, 279, 369, 519],
  'memory-limit': [173, 241],
  'too-many': [],
  silent: [],
  quota: [201, 202, 203],
  'cut-off': [],
  unexpected: [],
}

const WAYS_OUT: Readonly<Record<WarehouseProblemCode, string>> = {
  'bad-address': 'Type it as https://host:8443, without user, password or anything behind a question mark.',
  'mixed-content':
    'Put https in front of the server (ClickHouse listens on 8443 for it), or open this page from a copy on localhost or an http address of your own.',
  unreachable:
    'Check host and port (8443 for https, 8123 for http), that the server is up, that its certificate is trusted, and that it sends CORS headers: add_http_cors_header = 1 for the user, and http_options_response as in the set-up texts. If the browser asked whether this page may reach devices on your network, allow it.',
  'not-clickhouse': 'Check host and port: ClickHouse answers HTTP on 8123 and HTTPS on 8443.',
  'wrong-password': 'Type them again. The server does not say which of the two is wrong.',
  'not-allowed': 'Ask who runs the server to grant SELECT on the table: the set-up texts have a user that only reads.',
  'read-only':
    'The page needs to set limits of its own queries, which readonly = 1 forbids. Sign in as a user with readonly = 2: that one cannot write either.',
  'no-such-table': 'Choose it from the list again: it may have been renamed or dropped, or the user may not see it.',
  'time-out': 'Take a shorter window, ask for a user with a longer max_execution_time, or have the rollup of the set-up texts made.',
  cancelled: 'Ask again when you like. Nothing runs on the server any more.',
  'not-stopped':
    'It was told to end it, and does so when it next looks; till then it may be busy with it. To be sure, have whoever runs the server look (SHOW PROCESSLIST).',
  killed:
    'Ask again. If it is ended again, ask who runs the server why: somebody may have ended it by hand (KILL QUERY), or the server is shutting down.',
  'shard-down': 'Wait until all of the cluster is up, and ask again. An answer without one of its parts would be wrong, so there is none.',
  'memory-limit': 'Take a shorter window, ask for a user with a higher max_memory_usage, or have the rollup of the set-up texts made.',
  'too-many':
    'Take a shorter window, or predict from a part of the customers: a view of the table with one in ten of them gives the same figures, a tenth as large.',
  silent:
    'Ask again. If it stays, look whether the server is up and what it is busy with (SHOW PROCESSLIST): the query may still run there.',
  quota: 'Wait until the quota of the user begins anew, or ask for a larger one.',
  'cut-off': 'Ask again. What had come so far is not shown.',
  unexpected: 'If it stays, the words of the server say more to who runs it.',
}

const FOUND: Readonly<Record<WarehouseProblemCode, string>> = {
  'bad-address': 'That is no address of a server.',
  'mixed-content': 'A page that came by https may not talk to a server by http, unless it is on this computer.',
  unreachable: 'No answer that this page may read: the server did not answer, or it does not allow pages to ask it (CORS).',
  'not-clickhouse': 'Something answers there, but it is not ClickHouse.',
  'wrong-password': 'The server does not know this user and password.',
  'not-allowed': 'The user may not do this.',
  'read-only': 'The user may not change any setting, not even of a query.',
  'no-such-table': 'The server does not know the table or one of its columns.',
  'time-out': 'The query took longer than is allowed, and was ended.',
  cancelled: 'The query was cancelled.',
  'not-stopped': 'The query was cancelled, but the server has not said that it ended it.',
  killed: 'The query was ended on the server, and not from this page.',
  'shard-down': 'A part of the cluster does not answer.',
  'memory-limit': 'The query needs more memory than the server gives it.',
  'too-many': 'There are more different histories of purchases than this page can take.',
  silent: 'Nobody answers: nothing has been heard from the server for 30 seconds.',
  quota: 'The user has had as much as is allowed for now.',
  'cut-off': 'The connection broke before the answer was complete.',
  unexpected: 'The server refused the query.',
}

/** A failure of this kind; what the server said is cut, as it repeats the query. */
export function failureOf(code: WarehouseProblemCode, serverSays: string | null = null): WarehouseFailure {
  const problem: WarehouseProblem = {
    code,
    found: FOUND[code],
    wayOut: WAYS_OUT[code],
    serverSays: serverSays === null ? null : serverSays.trim().slice(0, MOST_SAID),
  }
  return new WarehouseFailure(problem)
}

/** That a server has not said that it ended a query, with the statement that ends it. */
export function notStopped(queryId: string): WarehouseFailure {
  const { problem } = failureOf('not-stopped')
  return new WarehouseFailure({ ...problem, wayOut: `${problem.wayOut} This ends it: ${killStatement(queryId)}` })
}

const MOST_SAID = 1_000

/** What the client threw, as a failure; `isHeard` says that the server had begun to answer. */
export function failureFrom(error: unknown, isHeard: boolean): WarehouseFailure {
  if (error instanceof WarehouseFailure) return error
  if (error instanceof ClickHouseError) {
    const number = Number(error.code)
    const says = `${error.message.trim()} (${error.type ?? 'error'} ${error.code})`
    for (const [code, numbers] of Object.entries(CODES)) {
      // Object.entries forgets that the keys are the codes of the record.
      if (numbers.includes(number)) return failureOf(code as WarehouseProblemCode, says)
    }
    return failureOf('unexpected', says)
  }
  const says = error instanceof Error ? error.message : String(error)
  if (says === CLIENT_TIMEOUT) return failureOf('time-out')
  if (isHeard) return failureOf('cut-off', says)
  // fetch throws a TypeError for whatever keeps it from an answer; any other error is a text that is no error of ClickHouse.
  // What the browser says of it is no word of a server.
  return error instanceof TypeError ? failureOf('unreachable') : failureOf('not-clickhouse', says)
}

/** What the client's error says when its own limit is over. */
const CLIENT_TIMEOUT = 'Timeout error.'
