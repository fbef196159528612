import { PREDICTION_COLUMNS, type PredictionTable, predictionBasis, predictionTotal } from '../prediction-formats.ts'
import { textAt } from '../texts.ts'
import type { TableRows } from './database-file.ts'

const CUSTOMER = 'customer_id'

/** `user` is what the first system for this task read; `prediction` has the columns of exit.csv, and null where there is no bound. */
export const PREDICTION_SCHEMA = `
CREATE TABLE user (id TEXT PRIMARY KEY, clv REAL) WITHOUT ROWID;
-- The terms of the prediction, and the total with its interval.
CREATE TABLE run (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE prediction (
  ${PREDICTION_COLUMNS.map(({ name, kind }) =>
    name === CUSTOMER ? `${name} TEXT PRIMARY KEY REFERENCES user (id)` : `${name} ${kind === 'number' ? 'REAL' : 'TEXT'}`,
  ).join(',\n  ')}
) WITHOUT ROWID;
`

/** All tables of a prediction, customers in ascending order of id. */
export function predictionTables(table: PredictionTable): TableRows[] {
  const { prediction, directory } = table
  const buyers = buyersById(table)
  const run = Object.entries({ ...predictionBasis(table), customers: prediction.buyers, ...predictionTotal(table) })
  return [
    {
      table: 'user',
      columns: ['id', 'clv'],
      count: buyers.length,
      cells(index) {
        const buyer = buyers[index] ?? 0
        return [textAt(directory.ids, prediction.customer[buyer] ?? 0), prediction.predictedClv[buyer] ?? 0]
      },
    },
    { table: 'run', columns: ['name', 'value'], count: run.length, cells: index => [...(run[index] ?? [])] },
    {
      table: 'prediction',
      columns: PREDICTION_COLUMNS.map(({ name }) => name),
      count: buyers.length,
      cells(index) {
        const buyer = buyers[index] ?? 0
        return PREDICTION_COLUMNS.map(({ value }) => value(table, buyer))
      },
    },
  ]
}

/** In the order of the tables' keys SQLite fills page after page: in order of appearance it took twice as long. */
function buyersById({ prediction, directory }: PredictionTable): Uint32Array {
  const buyerOf = new Int32Array(directory.customers).fill(-1)
  for (let buyer = 0; buyer < prediction.buyers; buyer += 1) buyerOf[prediction.customer[buyer] ?? 0] = buyer
  return directory.byId
    .map(customer => (buyerOf[customer] ?? -1) + 1)
    .filter(buyer => buyer > 0)
    .map(buyer => buyer - 1)
}
