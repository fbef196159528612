import { describeQueries, tablesQuery } from '../sql/clickhouse/catalogue.ts'
import { FEW_ROWS, mappedRowsQuery } from '../sql/clickhouse/details.ts'
import { mappingFault, suggestedMapping } from '../sql/clickhouse/event-mapping.ts'
import { EventSource } from '../sql/clickhouse/event-source.ts'
import { quotedName } from '../sql/clickhouse/quote.ts'
import { failureOf } from './failures.ts'
import { Inquiry, Server } from './server.ts'
import { TableEvents } from './table-events.ts'
import type {
  Answer,
  Asking,
  Connect,
  EventMapping,
  MappedRow,
  Preview,
  TableDescription,
  TableFound,
  TableName,
  Warehouse,
  WarehouseEvents,
} from './warehouse.ts'

export const connect: Connect = async (settings, asking, via) => {
  const server = new Server(settings, via)
  const { table } = await server.ask('SELECT version() AS version', {}, asking)
  const version = table.rows[0]?.text('version')
  if (version === undefined) throw failureOf('not-clickhouse')
  return new ClickHouse(server, version)
}

class ClickHouse implements Warehouse {
  readonly origin: string
  readonly version: string
  private readonly server: Server

  constructor(server: Server, version: string) {
    this.server = server
    this.origin = server.origin
    this.version = version
  }

  async tables(asking?: Asking): Promise<Answer<readonly TableFound[]>> {
    const inquiry = new Inquiry(this.server, asking)
    const { rows } = await inquiry.ask(tablesQuery())
    return inquiry.answer(
      rows.map(row => ({
        database: row.text('database'),
        table: row.text('name'),
        engine: row.text('engine'),
        rows: row.wholeOrNull('total_rows'),
      })),
    )
  }

  async describe({ database, table }: TableName, asking?: Asking): Promise<Answer<TableDescription>> {
    const inquiry = new Inquiry(this.server, asking)
    const queries = describeQueries()
    const found = (await inquiry.ask(queries.table, { database, table })).rows[0]
    if (found === undefined) throw failureOf('no-such-table', `${database}.${table}`)
    const columns = (await inquiry.ask(queries.columns, { database, table })).rows.map(row => ({
      name: row.text('name'),
      type: row.text('type'),
    }))
    const engine = found.text('engine')
    const cluster = found.text('cluster')
    const shards = engine === 'Distributed' ? (await inquiry.ask(queries.shards, { cluster })).rows[0]?.whole('shards') : undefined
    return inquiry.answer({
      database,
      table,
      engine,
      rows: found.wholeOrNull('total_rows'),
      columns,
      distribution: shards === undefined ? null : { cluster, shards, shardingKey: found.text('sharding_key') },
      suggested: suggestedMapping(columns),
    })
  }

  async preview({ database, table }: TableName, rows: number, asking?: Asking): Promise<Answer<Preview>> {
    const inquiry = new Inquiry(this.server, asking)
    const found = await inquiry.ask(`SELECT *\nFROM ${quotedName(database)}.${quotedName(table)}\nLIMIT {rows:UInt32}\n${FEW_ROWS}`, {
      rows,
    })
    const { names, types } = found
    return inquiry.answer({
      columns: names.map((name, place) => ({ name, type: types[place] ?? '' })),
      rows: found.rows.map(row => names.map(name => row.textOrNull(name) ?? 'NULL')),
    })
  }

  async previewEvents(
    { database, table }: TableName,
    mapping: EventMapping,
    rows: number,
    asking?: Asking,
  ): Promise<Answer<readonly MappedRow[]>> {
    const inquiry = new Inquiry(this.server, asking)
    const columns = (await inquiry.ask(describeQueries().columns, { database, table })).rows.map(row => ({
      name: row.text('name'),
      type: row.text('type'),
    }))
    if (columns.length === 0) throw failureOf('no-such-table', `${database}.${table}`)
    // A few rows are read as a few rows only where they are not bound.
    const source = new EventSource({ database, table, columns, mapping, ids: 'mixed' }, 'written-out')
    const found = await inquiry.ask(mappedRowsQuery(source), { rows })
    return inquiry.answer(
      found.rows.map(row => ({
        type: row.text('event_type'),
        verb: row.text('event_verb'),
        key: row.text('event_key'),
        time: row.wholeOrNull('happened_at'),
        customerId: row.text('customer'),
        amountUnits: row.wholeOrNull('amount'),
        currency: row.text('currency') || null,
        reason: row.text('reason') || null,
      })),
    )
  }

  events(description: TableDescription, mapping: EventMapping): WarehouseEvents {
    const fault = mappingFault(mapping)
    if (fault !== null) throw new RangeError(fault)
    return new TableEvents(this.server, description, mapping)
  }
}
