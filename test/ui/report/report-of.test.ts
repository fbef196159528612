import { describe, expect, it } from 'vitest'
import { customerAt } from '../../../src/ltv/results.ts'
import { newPseudonymKey, pseudonymsOf } from '../../../src/share/pseudonyms.ts'
import { textAt } from '../../../src/share/texts.ts'
import { type Persons, personsBehindPseudonyms } from '../../../src/ui/report/persons.ts'
import type { ReportSource } from '../../../src/ui/report/report-of.ts'
import { estimatedBytes } from '../../../src/ui/report/size-estimate.ts'
import { exactMoney, money } from '../../../src/ui/words/money.ts'
import { hasShared, readShared } from '../../support/shared-data.ts'
import { cellsOf, customer, customersOf, FILE, image, order, parsed, reportOfEvents, SHOP, visit } from './shop.ts'

describe('the figures of a report', () => {
  const { source, page } = reportOfEvents(SHOP)
  const document = parsed(page)
  const { ranking, summary } = source.loaded

  it('are those of the core, customer by customer', () => {
    const ids = ['anna-7781', 'ben-4402', 'cleo-9013']
    const rows = cellsOf(document.querySelector('table[data-sortable]'))
    expect(customersOf(document)).toEqual(ids)
    expect(rows.map(([, , , ltv, spend, orders, visits, weeks]) => [ltv, spend, orders, visits, weeks])).toEqual(
      ids.map((_, rank) => [
        money(ranking.ltv[rank] ?? 0, 'USD'),
        exactMoney(customerAt(ranking, rank).spendUnits, 'USD'),
        String(customerAt(ranking, rank).orders),
        String(customerAt(ranking, rank).visits),
        String(customerAt(ranking, rank).weeks),
      ]),
    )
    // 52 × 80.04 ÷ 5 × 10, and 52 × 6 ÷ 5 × 10.
    expect(rows.map(row => row[3])).toEqual(['$8,324.16', '$624.00', '$0.00'])
  })

  it('are sorted by the very doubles of the core', () => {
    const cells = [...document.querySelectorAll('table[data-sortable] tbody tr')].map(row =>
      row.children.item(3)?.getAttribute('data-sort'),
    )
    expect(cells.map(Number)).toEqual([...ranking.ltv])
  })

  it('stand in receipts with the formula in the customer’s own numbers', () => {
    const receipts = [...document.querySelectorAll('.receipt')]
    expect(receipts.map(receipt => receipt.querySelector('.formula')?.textContent)).toEqual([
      '52 × ( $80.04 spend ÷ 5 weeks ) × 10 years = $8,324.16',
      '52 × ( $6.00 spend ÷ 5 weeks ) × 10 years = $624.00',
      '52 × ( $0.00 spend ÷ 5 weeks ) × 10 years = $0.00',
    ])
    expect(receipts[0]?.querySelector('.said')?.textContent).toBe(
      'Lindqvist, Hidden Creek, WA · first seen 6 Jan 2025 · last seen 21 Jan 2025 · rank 1 of 3',
    )
    expect(receipts[0]?.querySelector('.explained')?.textContent).toContain(
      '$80.04 per visit × 0.2 visits per week. 2 orders, 1 visit, 1 image.',
    )
    expect(receipts[1]?.querySelector('.cautions')?.textContent).toContain(
      'Orders in other currencies than USD are not part of the figure.',
    )
  })

  it('go down to events with file, line and how they bear on the figure', () => {
    expect(cellsOf(document.querySelector('.receipt table'))).toEqual([
      ['21 Jan 2025, 12:00:00 UTC', 'Order', 'ord-anna-7781-2025-01-20', '$30.00', `${FILE} line 7`, 'update'],
      ['20 Jan 2025, 12:00:00 UTC', 'Order', 'ord-anna-7781-2025-01-20', '$28.00', `${FILE} line 6`, 'replaced by a later version'],
      ['7 Jan 2025, 13:00:00 UTC', 'Image', 'img-2025-01-07', 'Leica X1', `${FILE} line 5`, ''],
      ['6 Jan 2025, 12:00:00 UTC', 'Order', 'ord-anna-7781-2025-01-06', '$50.04', `${FILE} line 2`, 'read twice, counted once'],
      ['6 Jan 2025, 11:00:00 UTC', 'Visit', 'page-2025-01-06', '', `${FILE} line 4`, ''],
      ['6 Jan 2025, 10:00:00 UTC', 'Customer', 'anna-7781', 'Lindqvist, Hidden Creek, WA', `${FILE} line 1`, ''],
    ])
  })

  it('add up by week to the spend of those in the table', () => {
    const weeks = cellsOf(document.querySelector('details table'))
    expect(weeks.map(([week, spend, orders]) => [week, spend, orders])).toEqual([
      ['5 Jan 2025 (partial)', '$50.04', '1'],
      ['12 Jan 2025', '$10.00', '1'],
      ['19 Jan 2025', '$30.00', '1'],
      ['26 Jan 2025', '$0.00', '0'],
      ['2 Feb 2025 (partial)', '−$4.00', '1'],
    ])
    const figure = document.querySelector('figure svg.plot')
    expect([...(figure?.querySelectorAll('rect') ?? [])].map(bar => bar.getAttribute('class'))).toEqual([
      'partial',
      'bar',
      'bar',
      'zero',
      'partial',
    ])
  })

  it('say what was read, kept and left out, with the reasons', () => {
    expect(summary.rejected).toBe(2)
    expect(document.body.textContent).toContain('13 read = 11 accepted + 2 left out')
    const reasons = [...document.querySelectorAll('table')].at(-1)
    expect(cellsOf(reasons)).toEqual(summary.rejectedByReason.map(({ reason, count }) => [reason, String(count)]))
    expect(
      cellsOf(reasons)
        .map(([reason]) => reason)
        .sort(),
    ).toEqual(['bad event_time', 'missing customer_id'])
    expect(document.body.textContent).toContain('1 order in other currencies than USD set aside.')
    expect(document.body.textContent).toContain('Made with Worthwhile 1.2.3')
  })

  it('rest on the definition that stands under the headline', () => {
    const other = parsed(reportOfEvents(SHOP, { definition: { lifespanYears: 5, margin: 0.5, weeksRule: 'active' } }).page)
    expect(other.querySelector('h1 + p')?.textContent).toBe(
      'Simple LTV · 52 × spend per active week × 5 years × 50% margin · weeks start Sunday, UTC.',
    )
    // Anna has events in two weeks.
    expect(other.querySelector('.formula')?.textContent).toBe('52 × ( $80.04 spend × 50% margin ÷ 2 weeks ) × 5 years = $5,202.60')
  })
})

describe('what a report does not hold', () => {
  it('is said: rows, receipts and events beyond those chosen', () => {
    const { page } = reportOfEvents(SHOP, { rows: 2, receipts: 1, eventsEach: 4 })
    const document = parsed(page)
    expect(cellsOf(document.querySelector('table[data-sortable]')).length).toBe(2)
    for (const said of [
      'Of 3 customers, best first.',
      'How the figure of the top customer comes about. The other 1 customer of the table has none here.',
      'The newest 4 of 6 events. All of them count.',
    ])
      expect(document.body.textContent).toContain(said)
    expect(cellsOf(document.querySelector('.receipt table')).length).toBe(4)
  })

  it('is said where no event and no receipt was asked for', () => {
    expect(reportOfEvents(SHOP, { eventsEach: 0 }).page).toContain('6 events are not listed here. All of them count.')
    expect(reportOfEvents(SHOP, { receipts: 0 }).page).toContain('None were chosen for this report.')
  })
})

const PERSONAL = ['anna-7781', 'ben-4402', 'cleo-9013', 'Lindqvist', 'Leica', 'ord-', 'page-2025', 'img-2025', FILE]

async function underPseudonyms(withPlaces: boolean): Promise<{ page: string; names: readonly string[] }> {
  const { source } = reportOfEvents(SHOP)
  const { ranking, directory, summary } = source.loaded
  const customers = [...ranking.customer]
  const names = pseudonymsOf(
    customers.map(index => textAt(directory.ids, index)),
    newPseudonymKey(bytes => new Uint8Array(bytes)),
  )
  const nameOf = new Map(customers.map((index, rank) => [index, names[rank] ?? '']))
  const persons = (_: Omit<ReportSource, 'persons'>): Persons => personsBehindPseudonyms(directory, summary.files, nameOf, withPlaces)
  return { page: reportOfEvents(SHOP, { persons }).page, names }
}

describe('a report under pseudonyms', () => {
  it('has no id, name, key, camera or file name anywhere, and no place unless asked for', async () => {
    const { page, names } = await underPseudonyms(false)
    for (const personal of [...PERSONAL, 'Hidden Creek', 'Fingerprint']) expect(page).not.toContain(personal)
    const document = parsed(page)
    expect(customersOf(document)).toEqual(names)
    expect(document.querySelector('thead')?.textContent).not.toContain('Place')
    expect(page).toContain('file 1 line 7')
  })

  it('keeps places where they are wanted, and nothing more', async () => {
    const { page } = await underPseudonyms(true)
    expect(page).toContain('Hidden Creek, WA')
    for (const personal of PERSONAL) expect(page).not.toContain(personal)
  })

  it('has the same figures as one with names', async () => {
    const ltvs = (page: string) => [...parsed(page).querySelectorAll('.formula')].map(formula => formula.textContent)
    expect(ltvs((await underPseudonyms(false)).page)).toEqual(ltvs(reportOfEvents(SHOP).page))
  })
})

/** Texts that break out of markup where it is careless. */
const HOSTILE = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</style><svg onload=alert(1)>',
  '</title></head><iframe src=javascript:alert(1)>',
  '<!--',
  ']]>',
  '&lt;b&gt;&#60;',
  '`-alert(1)-`',
  '__proto__',
  'a\u202Eb',
  'javascript:alert(1)',
  'x'.repeat(300),
]

function elementsOf(texts: readonly string[]): { elements: string[]; ids: string[] } {
  const events = texts.flatMap(text => [
    customer(text, '2025-01-06', text, text, text),
    order(text, '2025-01-07', '10 USD', text),
    visit(text, '2025-01-08', text),
    image(text, '2025-01-09', text),
  ])
  const document = parsed(reportOfEvents(events).page)
  return {
    elements: [...document.querySelectorAll('*')].map(element => `${element.tagName} ${element.getAttributeNames().join()}`),
    ids: customersOf(document),
  }
}

describe('hostile texts', () => {
  it('make no element and no attribute, and are shown as they are', () => {
    const harmless = elementsOf(HOSTILE.map((_, index) => `harmless ${String(index).padStart(2, '0')}`))
    const hostile = elementsOf(HOSTILE)
    expect(hostile.elements).toEqual(harmless.elements)
    expect([...hostile.ids].sort()).toEqual([...HOSTILE].sort())
  })

  describe.skipIf(!hasShared('hostile', 'naughty-strings', 'strings.json'))('of the list that others keep', () => {
    it('make none either', () => {
      const list: readonly string[] = JSON.parse(readShared('hostile', 'naughty-strings', 'strings.json').toString('utf8'))
      const texts = [...new Set(list.map(text => text.trim()).filter(text => text !== ''))]
      const harmless = texts.map((_, index) => `harmless ${index}`)
      const count = (of: readonly string[]) => elementsOf(of).elements.length
      expect(texts.length).toBeGreaterThan(200)
      expect(count(texts)).toBe(count(harmless))
    })
  })
})

describe('the estimate of a report’s size', () => {
  const many = Array.from({ length: 400 }, (_, index) => {
    const day = new Date(Date.UTC(2025, 0, 1 + (index % 200))).toISOString().slice(0, 10)
    return [order(`customer-${index % 40}`, day, `${index + 1} USD`), visit(`customer-${index % 40}`, day, `page-${index}`)]
  }).flat()

  it.each([
    { rows: 40, receipts: 10, eventsEach: 50 },
    { rows: 40, receipts: 0, eventsEach: 50 },
    { rows: 5, receipts: 5, eventsEach: 5 },
  ])('is within a third of what comes out: $rows rows, $receipts receipts, $eventsEach events', choices => {
    const { source, page } = reportOfEvents(many, choices)
    const size = new TextEncoder().encode(page).length
    const estimate = estimatedBytes(source.loaded.ranking, choices)
    expect(estimate / size).toBeGreaterThan(0.67)
    expect(estimate / size).toBeLessThan(1.33)
  })
})
