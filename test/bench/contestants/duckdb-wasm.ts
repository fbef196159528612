import { AsyncDuckDB, DuckDBDataProtocol, VoidLogger } from '@duckdb/duckdb-wasm'
import { contest } from '../in-worker.ts'
import { readingOf, topQuery } from '../query.ts'

let database: AsyncDuckDB | null = null

/** DuckDB in the browser, served from here. Its reader of JSON is an extension that it fetches from its maker's server. */
void contest(
  async file => {
    if (database === null) throw new Error('DuckDB did not start')
    await database.registerFileHandle(file.name, file, DuckDBDataProtocol.BROWSER_FILEREADER, true)
    const connection = await database.connect()
    if (!file.name.endsWith('.csv')) await connection.query('LOAD json')
    const table = await connection.query(topQuery(file.name))
    return readingOf(table.toArray().map(row => ['id', 'spend_units', 'weeks', 'events'].map(column => row[column])))
  },
  async () => {
    database = new AsyncDuckDB(new VoidLogger(), new Worker('duckdb-browser-eh.worker.js'))
    await database.instantiate(new URL('duckdb-eh.wasm', location.href).href)
  },
)
