import type { ServerResponse } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import { findings } from './support/accessibility.ts'
import { appInBrowser } from './support/app-in-browser.ts'
import { CORS, sendRows, standInWarehouse } from './support/stand-in-warehouse.ts'

/*
 * What the page for warehouses says when the server refuses. The server is a stand-in, what it says was recorded from ClickHouse 26.7.2.1; test/engine/page-failures
 * has the engine itself say it.
 */

const app = appInBrowser()

/** As ClickHouse sends an error: its number in a header, its words as the body. */
const refuse =
  (status: number, code: number, words: string) =>
  (response: ServerResponse): void => {
    response.writeHead(status, { ...CORS, 'x-clickhouse-exception-code': String(code) }).end(`${words} (version 26.7.2.1)\n`)
  }

interface Refusal {
  readonly send: (response: ServerResponse) => void
  readonly found: string
  readonly wayOut: string
  /** A part of what the server said, shown small; null where it said nothing that helps. */
  readonly says: string | null
}

const HALF_AN_ANSWER = '{"meta":[{"name":"database","type":"String"}],"data":[["shop"],["sh'

const REFUSALS: Readonly<Record<string, Refusal>> = {
  'a query that takes longer than it may (max_execution_time)': {
    send: refuse(408, 159, 'Code: 159. DB::Exception: Timeout exceeded: elapsed 1005.578 ms, maximum: 1000 ms. (TIMEOUT_EXCEEDED)'),
    found: 'The query took longer than is allowed, and was ended.',
    wayOut: 'ask for a user with a longer max_execution_time',
    says: 'maximum: 1000 ms',
  },
  'a query that needs more memory than it may have': {
    send: refuse(
      500,
      241,
      'Code: 241. DB::Exception: Query memory limit exceeded: would use 20.36 MiB (attempt to allocate chunk of 0.00 B), maximum: 19.07 MiB. Untracked memory across all threads: 280.50 KiB: While executing AggregatingTransform. (MEMORY_LIMIT_EXCEEDED)',
    ),
    found: 'The query needs more memory than the server gives it.',
    wayOut: 'a higher max_memory_usage',
    says: 'would use 20.36 MiB',
  },
  'a quota that is used up': {
    send: refuse(
      500,
      201,
      'Code: 201. DB::Exception: Quota for user `rationed` for 3600s has been exceeded: queries = 3/2. Interval will end at 2026-11-22 06:00:00. Name of quota template: `few`. (QUOTA_EXCEEDED)',
    ),
    found: 'The user has had as much as is allowed for now.',
    wayOut: 'Wait until the quota of the user begins anew',
    says: 'Interval will end at 2026-11-22 06:00:00',
  },
  'a query that somebody ends on the server': {
    send: refuse(500, 394, 'Code: 394. DB::Exception: Query was cancelled. (QUERY_WAS_CANCELLED)'),
    found: 'The query was ended on the server, and not from this page.',
    wayOut: 'ask who runs the server why',
    says: 'QUERY_WAS_CANCELLED',
  },
  'a table that is not there': {
    send: refuse(
      404,
      60,
      "Code: 60. DB::Exception: Unknown table expression identifier 'default.nothing' in scope SELECT a FROM default.nothing. (UNKNOWN_TABLE)",
    ),
    found: 'The server does not know the table or one of its columns.',
    wayOut: 'Choose it from the list again',
    says: 'default.nothing',
  },
  'a column that is not there': {
    send: refuse(
      404,
      47,
      "Code: 47. DB::Exception: Identifier 'source.b' cannot be resolved from table with name source. In scope SELECT source.b FROM default.t AS source. Maybe you meant: ['source.a']. (UNKNOWN_IDENTIFIER)",
    ),
    found: 'The server does not know the table or one of its columns.',
    wayOut: 'Choose it from the list again',
    says: 'Maybe you meant',
  },
  'a password that is changed meanwhile': {
    send: refuse(
      403,
      516,
      'Code: 516. DB::Exception: web: Authentication failed: password is incorrect, or there is no user with such name. (AUTHENTICATION_FAILED)',
    ),
    found: 'The server does not know this user and password.',
    wayOut: 'Type them again.',
    says: 'Authentication failed',
  },
  'a user who may only read, and no setting changed': {
    send: refuse(
      500,
      164,
      'Code: 164. DB::Exception: strict: Cannot modify ‘skip_unavailable_shards’ setting in readonly mode. (READONLY)',
    ),
    found: 'The user may not change any setting, not even of a query.',
    wayOut: 'Sign in as a user with readonly = 2',
    says: 'readonly mode',
  },
  'a part of the cluster that is down': {
    send: refuse(
      500,
      279,
      'Code: 279. DB::Exception: All connection tries failed. Log: \n\nCode: 210. DB::NetException: Connection refused (127.0.0.1:33757). (NETWORK_ERROR) (version 26.7.2.1)\n\n: While executing Remote. (ALL_CONNECTION_TRIES_FAILED)',
    ),
    found: 'A part of the cluster does not answer.',
    wayOut: 'Wait until all of the cluster is up',
    says: 'Connection refused',
  },
  'an answer that breaks off': {
    send: response => {
      response.writeHead(200, { ...CORS, 'content-length': '10000' }).write(HALF_AN_ANSWER, () => response.destroy())
    },
    found: 'The connection broke before the answer was complete.',
    wayOut: 'What had come so far is not shown.',
    says: null,
  },
  'an answer that turns into an error halfway': {
    send: response => {
      response
        .writeHead(200, CORS)
        .end(`${HALF_AN_ANSWER}\nCode: 241. DB::Exception: Query memory limit exceeded (MEMORY_LIMIT_EXCEEDED)\n`)
    },
    found: 'The connection broke before the answer was complete.',
    wayOut: 'What had come so far is not shown.',
    says: 'MEMORY_LIMIT_EXCEEDED',
  },
  'an answer that says it has more rows than it has': {
    send: response => {
      const [meta, statistics] = [[{ name: 'database', type: 'String' }], { elapsed: 0, rows_read: 1, bytes_read: 1 }]
      response.writeHead(200, CORS).end(JSON.stringify({ meta, data: [['shop']], rows: 2, statistics }))
    },
    found: 'The connection broke before the answer was complete.',
    wayOut: 'What had come so far is not shown.',
    says: '1 of 2 rows came',
  },
  'something before the server that answers in its place': {
    send: response => {
      response.writeHead(502, CORS).end('<html><body>502 Bad Gateway</body></html>')
    },
    found: 'Something answers there, but it is not ClickHouse.',
    wayOut: 'Check host and port',
    says: '502 Bad Gateway',
  },
  'an answer that the browser keeps from the page (no CORS header)': {
    send: response => {
      response.writeHead(200).end('{}')
    },
    found: 'it does not allow pages to ask it (CORS)',
    wayOut: 'add_http_cors_header = 1',
    says: null,
  },
}

for (const [name, { send, found, wayOut, says }] of Object.entries(REFUSALS)) {
  test(`${name} (said by a stand-in) is told with a way out, nothing of it is shown, and asking again gets the answer`, async () => {
    let isWell = false
    const server = await standInWarehouse((body, response) => {
      if (!isWell) send(response)
      else if (body.includes('system.tables'))
        sendRows(response, ['database', 'name', 'engine', 'total_rows'], [['shop', 'events', 'MergeTree', '12']])
    })
    onTestFinished(() => server.close())
    const page = await app.open({
      address: `${app.address}warehouse.html`,
      expected: [/request to another host/, /answer \d{3}/, /status of \d{3}/, /CORS policy|ERR_/],
    })
    await page.getByLabel('Server').fill(server.origin)
    await page.getByLabel('User').fill('ada')
    await page.getByLabel('Password').fill('secret')
    await page.getByRole('button', { name: 'Connect', exact: true }).click()
    const alert = page.getByRole('alert')
    await alert.waitFor()
    const words = (await alert.textContent()) ?? ''
    expect(words).toContain(found)
    expect(words).toContain(wayOut)
    if (says !== null) {
      await alert.getByText('What the server says').click()
      expect(await alert.locator('pre').textContent()).toContain(says)
    }
    expect(await page.getByLabel('Table or view').count()).toBe(0)
    expect(await findings(page)).toEqual([])
    isWell = true
    await page.getByRole('button', { name: 'Ask again' }).click()
    await page.getByLabel('Table or view').waitFor()
    expect(await page.getByRole('alert').count()).toBe(0)
  })
}
