import { describe, expect, it } from 'vitest'
import { parquet } from '../../src/share/parquet.ts'
import type { Table } from '../../src/share/table.ts'
import { headOf, type RowBatch, sendRows, tableOfRows } from '../../src/share/table-rows.ts'
import { unwatched } from '../../src/share/work.ts'
import { workbook } from '../../src/share/workbook.ts'

/** All kinds of columns with what is special of each. */
function tableOf(rows: number): Table {
  return {
    listName: 'things',
    heading: { scope: 'all' },
    about: { definition: { currency: 'EUR' } },
    rows,
    isAscii: () => false,
    columns: [
      { name: 'id', kind: 'text', value: row => (row === 1 ? '' : `=id ${row} é`) },
      { name: 'count', kind: 'whole', value: row => row * 1e12 },
      { name: 'figure', kind: 'figure', value: row => (row % 3 === 0 ? null : -row / 7) },
      { name: 'money', kind: 'amount', value: row => (row % 2 === 0 ? BigInt(row) * 10_000n : -row) },
      { name: 'at', kind: 'instant', value: row => Date.UTC(2025, 0, 6) + row },
      { name: 'is', kind: 'flag', value: row => row % 2 === 1 },
    ],
  }
}

async function throughAnotherThread(table: Table): Promise<Table> {
  const batches: RowBatch[] = []
  await sendRows(table, unwatched(), batch => batches.push(structuredClone(batch)))
  return tableOfRows(structuredClone(headOf(table)), batches)
}

const bytesOf = (pieces: Iterable<Uint8Array>): string => Buffer.concat([...pieces]).toString('hex')

describe('a table that is sent to another thread', () => {
  it.each([0, 1, 250, 251, 1_003])('gives the same files there, byte for byte, with %i rows', async rows => {
    const table = tableOf(rows)
    const sent = await throughAnotherThread(table)
    expect(bytesOf(parquet(sent))).toBe(bytesOf(parquet(table)))
    expect(bytesOf(workbook(sent))).toBe(bytesOf(workbook(table)))
  })

  it('is not read off any further when the work is stopped', async () => {
    const stopping = new AbortController()
    let batches = 0
    const slow = tableOf(100_000)
    const work = { signal: stopping.signal, told: () => stopping.abort() }
    await expect(
      sendRows(slow, work, () => {
        batches += 1
      }),
    ).rejects.toThrow('aborted')
    expect(batches).toBeLessThan(400)
  })
})
