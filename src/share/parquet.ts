import type { DecodedArray, SchemaElement } from 'hyparquet'
import { ByteWriter, ParquetWriter } from 'hyparquet-writer'
import type { Column, Table } from './table.ts'

/** Rows that are encoded in one go. Larger groups pack better and hold up the page longer. */
const ROWS_PER_GROUP = 2_500

/** Digits of a 64-bit DECIMAL. */
const DECIMAL_DIGITS = 18
const AMOUNT_DECIMALS = 4
const MOST_UNITS = 10n ** BigInt(DECIMAL_DIGITS)

/**
 * Apache Parquet, packed with Snappy. Texts are UTF-8 and are kept as they are; whole numbers INT64, figures DOUBLE, money DECIMAL(18, 4), times TIMESTAMP in
 * milliseconds UTC, days DATE, flags BOOLEAN. What the table is about stands in the file's key-value metadata, as JSON under its names; amounts name their unit there.
 * Cost: about 13 µs a row, in turns of {@link ROWS_PER_GROUP} (30 ms); the file's size in memory.
 *
 * @throws Error for an amount of 10^14 or more, which the type cannot hold
 */
export function* parquet({ columns, rows, heading, about }: Table): Generator<Uint8Array<ArrayBuffer>, void, undefined> {
  const bytes = new ByteWriter()
  const facts = Object.entries({ ...heading, ...about })
  const writer = new ParquetWriter({
    writer: bytes,
    schema: [{ name: 'root', num_children: columns.length }, ...columns.map(schemaOf)],
    kvMetadata: facts.map(([key, value]) => ({ key, value: typeof value === 'string' ? value : JSON.stringify(value) })),
    createdBy: 'Worthwhile',
  })
  for (let start = 0; start < rows; start += ROWS_PER_GROUP) {
    const end = Math.min(rows, start + ROWS_PER_GROUP)
    void writer.write({
      columnData: columns.map(column => ({ name: column.name, data: valuesOf(column, start, end) })),
      rowGroupSize: ROWS_PER_GROUP,
    })
    yield taken(bytes)
  }
  void writer.finish()
  yield taken(bytes)
}

/** What has been written since the last time; the writer counts on from there. */
function taken(bytes: ByteWriter): Uint8Array<ArrayBuffer> {
  const piece = bytes.getBytes().slice()
  bytes.index = 0
  return piece
}

function schemaOf(column: Column): SchemaElement {
  const { name } = column
  switch (column.kind) {
    case 'text':
      return { name, type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' }, repetition_type: 'REQUIRED' }
    case 'whole':
      return { name, type: 'INT64', repetition_type: 'REQUIRED' }
    case 'figure':
      return { name, type: 'DOUBLE', repetition_type: 'OPTIONAL' }
    case 'amount':
      return {
        name,
        type: 'INT64',
        converted_type: 'DECIMAL',
        scale: AMOUNT_DECIMALS,
        precision: DECIMAL_DIGITS,
        logical_type: { type: 'DECIMAL', scale: AMOUNT_DECIMALS, precision: DECIMAL_DIGITS },
        repetition_type: 'REQUIRED',
      }
    case 'instant':
      return {
        name,
        type: 'INT64',
        converted_type: 'TIMESTAMP_MILLIS',
        logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MILLIS' },
        repetition_type: 'REQUIRED',
      }
    case 'day':
      return { name, type: 'INT32', converted_type: 'DATE', logical_type: { type: 'DATE' }, repetition_type: 'REQUIRED' }
    case 'flag':
      return { name, type: 'BOOLEAN', repetition_type: 'REQUIRED' }
    default:
      return column satisfies never
  }
}

/** Of rows from `start` up to `end`, as the writer takes them. */
function valuesOf(column: Column, start: number, end: number): DecodedArray {
  const rowsOf = <Value>(value: (row: number) => Value): Value[] => {
    const values: Value[] = []
    for (let row = start; row < end; row += 1) values.push(value(row))
    return values
  }
  switch (column.kind) {
    case 'amount':
      return rowsOf(row => {
        const units = BigInt(column.value(row))
        if (units >= MOST_UNITS || units <= -MOST_UNITS) {
          throw new Error(
            `Row ${row + 1}: ${column.name} is too large for Parquet’s decimals (below 10^14 is expected). Save CSV or JSON instead.`,
          )
        }
        return units
      })
    case 'whole':
    case 'instant':
      return rowsOf(row => BigInt(column.value(row)))
    case 'day':
      return rowsOf(row => new Date(column.value(row)))
    case 'text':
    case 'figure':
    case 'flag':
      return rowsOf<unknown>(row => column.value(row))
    default:
      return column satisfies never
  }
}
