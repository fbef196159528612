import { describe, expect, it, onTestFinished, vi } from 'vitest'
import program from '../../src/kernel/assembly/kernel.ts?program'
import { KernelDataset } from '../../src/kernel/kernel-dataset.ts'
import { PieceReader } from '../../src/kernel/piece-reader.ts'
import type { RecordHabit, RecordsAhead } from '../../src/kernel/records-ahead.ts'
import { Assistant, assist } from '../../src/worker/assistant.ts'
import { FileInPieces } from '../../src/worker/file-in-pieces.ts'
import { contentsOf, readIntoKernel, readSimply } from '../kernel/both-readings.ts'

/** Counts what it reads. */
class CountingReader extends PieceReader {
  pieces = 0
  override read(piece: Uint8Array, offset: number, file: number, habit: RecordHabit, buffer: ArrayBuffer | null): RecordsAhead {
    this.pieces++
    return super.read(piece, offset, file, habit, buffer)
  }
}

/** Assistants that serve from this thread, over real ports. */
async function assistants(count: number, reader: PieceReader): Promise<Assistant[]> {
  const started = Array.from({ length: count }, () => {
    const { port1, port2 } = new MessageChannel()
    onTestFinished(() => port1.close())
    assist(port2, reader)
    return new Assistant(port1)
  })
  await vi.waitUntil(() => started.every(({ load }) => load === 0))
  return started
}

/** The first is told apart by its first bytes, and only then do assistants know how records stand. */
const PIECE_BYTES = 16_384

async function reading(texts: readonly string[], helpers: readonly Assistant[]): Promise<unknown> {
  const kernel = new KernelDataset(program)
  const files = texts.map((text, index) => ({
    path: `${index}.json`,
    content: new FileInPieces(new Blob([text]), kernel, helpers, PIECE_BYTES),
  }))
  return contentsOf(await readIntoKernel(kernel, files))
}

/** Half a MiB of records: every 50th has an escape, every 300th is broken, every 700th is repeated. */
function records(from: number): string[] {
  return Array.from({ length: 4_000 }, (_, at) => {
    const index = from + (at % 700 === 699 ? at - 1 : at)
    const time = new Date(1_483_700_000_000 + index * 7_000_003).toISOString()
    const customer = index % 50 === 0 ? `c\\u0030${index % 997}` : `c${index % 997}`
    const amount = index % 300 === 299 ? 'nothing' : `${index % 1_000}.${10 + (index % 90)} USD`
    return `{"type": "ORDER", "verb": "NEW", "key": "order ${index}", "event_time": "${time}", "customer_id": "${customer}", "total_amount": "${amount}"}`
  })
}

const LAYOUTS: Readonly<Record<string, (each: readonly string[]) => string>> = {
  lines: each => `${each.join('\n')}\n`,
  'lines that end in CRLF': each => each.join('\r\n'),
  'lines behind a mark': each => `\ufeff${each.join('\n')}`,
  'an array by lines': each => `[\n  ${each.join(',\n  ')}\n]`,
  'an array without lines': each => `[${each.join(',')}]`,
  'an array that ends early': each => `[${each.join(',')}`,
  'a list in an object': each => `{"made": "today", "events": [${each.join(',\n')}]}`,
  'records over several lines': each => `[${each.join(',').replaceAll(', "', ',\n    "')}]`,
}

describe('a file whose records are read ahead by others', () => {
  it.each(Object.entries(LAYOUTS))('is taken in as if they had not been: %s', async (_name, layout) => {
    const texts = [layout(records(0)), layout(records(3_000))]
    const expected = contentsOf(
      await readSimply(texts.map((text, index) => ({ path: `${index}.json`, bytes: new TextEncoder().encode(text) }))),
    )
    const reader = new CountingReader(program)
    const seen: number[] = []
    for (const count of [0, 1, 3]) {
      expect(await reading(texts, await assistants(count, reader))).toEqual(expected)
      seen.push(reader.pieces)
    }
    expect(seen[0]).toBe(0)
    expect(seen[1]).toBeGreaterThan(2)
    expect(seen[2]).toBeGreaterThan((seen[1] ?? 0) + 2)
  })
})
