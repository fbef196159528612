import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { PGlite } from '@electric-sql/pglite'
import initSqlJs, { type Database } from 'sql.js'

/** A row by the names of its columns, as the engine's own driver gives it. */
export type EngineRow = Readonly<Record<string, unknown>>

/** One of the engines that run here, with an empty database. */
export interface Engine {
  run(statements: string): Promise<void>
  rows(query: string): Promise<EngineRow[]>
  /** Forgets all tables. */
  empty(): Promise<void>
  close(): Promise<void>
}

export const RUNNABLE = ['duckdb', 'postgresql', 'sqlite'] as const
export type Runnable = (typeof RUNNABLE)[number]

export function startEngine(id: Runnable): Promise<Engine> {
  switch (id) {
    case 'duckdb':
      return startDuckDb()
    case 'postgresql':
      return startPostgres()
    case 'sqlite':
      return startSqlite()
    default:
      return id satisfies never
  }
}

async function startDuckDb(): Promise<Engine> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' })
  let schemas = 0
  let connection: DuckDBConnection = await instance.connect()
  return {
    run: async statements => {
      await connection.run(statements)
    },
    rows: async query => (await connection.runAndReadAll(query)).getRowObjectsJS(),
    empty: async () => {
      connection.closeSync()
      connection = await instance.connect()
      schemas += 1
      await connection.run(`CREATE SCHEMA s${schemas}; USE s${schemas};`)
    },
    close: async () => instance.closeSync(),
  }
}

async function startPostgres(): Promise<Engine> {
  const database = await PGlite.create()
  return {
    run: async statements => {
      await database.exec(statements)
    },
    rows: async query => (await database.query<EngineRow>(query)).rows,
    empty: async () => {
      await database.exec('DROP SCHEMA public CASCADE; CREATE SCHEMA public;')
    },
    close: () => database.close(),
  }
}

async function startSqlite(): Promise<Engine> {
  const { Database: Empty } = await initSqlJs()
  let database: Database = new Empty()
  return {
    run: async statements => {
      database.run(statements)
    },
    rows: async query =>
      database
        .exec(query)
        .flatMap(({ columns, values }) => values.map(row => Object.fromEntries(columns.map((name, index) => [name, row[index]])))),
    empty: async () => {
      database.close()
      database = new Empty()
    },
    close: async () => database.close(),
  }
}
