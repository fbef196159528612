import { describe, expect, it } from 'vitest'
import program from '../../src/kernel/assembly/kernel.ts?program'
import { KernelDataset } from '../../src/kernel/kernel-dataset.ts'
import { addText } from '../../src/ltv/index.ts'

/*
 * What the kernel does not take is read by other means, with the same result and at a tenth of the speed: no comparison of results would notice.
 */

const RECORDS = [
  '{"type": "CUSTOMER", "verb": "NEW", "key": "c1", "event_time": "2024-04-10T11:00:49.842Z", "last_name": "José", "adr_city": null, "adr_state": "NY"}',
  '{"type": "SITE_VISIT", "verb": "NEW", "key": "p1", "event_time": "2024-04-11", "customer_id": "c1", "tags": [{"name":"device","value":"phone"}]}',
  '{"type": "ORDER", "verb": "NEW", "key": "o1", "event_time": "2024-04-12", "customer_id": "c1", "total_amount": 12.5}',
]
const WHOLE = `${RECORDS.join('\n')}\n`

function taken(kernel: KernelDataset, text: string): number {
  kernel.load(new TextEncoder().encode(text), 0)
  return kernel.take(0, 1, false, true).records
}

function startedKernel(): KernelDataset {
  const kernel = new KernelDataset(program, 7)
  kernel.file = addText(kernel.frame, { path: 'events.ndjson', format: 'NDJSON', reason: '', bytes: 0 })
  return kernel
}

describe('the kernel takes plain records itself', () => {
  it.each(RECORDS)('whatever byte the chunk before ended with: %s', record => {
    const kernel = startedKernel()
    const untaken = Array.from(record, (_, length) => length).filter(length => {
      taken(kernel, record.slice(0, length))
      return taken(kernel, WHOLE) !== RECORDS.length
    })
    expect(untaken).toEqual([])
  })

  it.each([
    ['more white space', (text: string) => text.replaceAll(': ', ':  ').replaceAll(', ', ' ,\t')],
    ['less white space', (text: string) => text.replaceAll(': ', ':').replaceAll(', ', ',')],
    ['other names in between', (text: string) => text.replaceAll(', "', ', "x": 1, "')],
    ['numbers in the place of texts', (text: string) => text.replaceAll('"c1"', '1').replaceAll('"o1"', '2')],
    ['the fields in another order', (text: string) => text.replace(/("verb": "NEW"), ("key": "\w+")/g, '$2, $1')],
  ])('that are written with %s than those before', (_, otherwise) => {
    const kernel = startedKernel()
    const counts = [WHOLE, otherwise(WHOLE), WHOLE, otherwise(WHOLE)].map(text => taken(kernel, text))
    expect(counts).toEqual([3, 3, 3, 3])
  })
})
