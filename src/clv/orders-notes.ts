import { currencyNumber } from '../base/currencies.ts'
import type { Note } from '../base/notes.ts'
import { countedNote, grouped, readingNotes } from '../base/reading-notes.ts'
import { KEPT_REJECTS } from '../base/rejects.ts'
import type { AmountColumn } from './amount-columns.ts'
import { markedRows } from './marked-rows.ts'
import { isKnownState } from './order-status.ts'
import type { Orders } from './orders-dataset.ts'
import { ordersInSeveralFiles } from './orders-in-several-files.ts'
import { outlyingDates } from './outlying-dates.ts'
import { outsizedCustomer } from './outsized-customer.ts'
import type { SettledOrders } from './settled-orders.ts'

/** What a careful reader wants to know of orders before trusting their figures, one sentence for each kind of thing. Cost: a few passes. */
export function orderNotes(
  orders: Orders,
  settled: SettledOrders,
  currencies: readonly { readonly currency: string; readonly lines: number }[],
  rejected: number,
): Note[] {
  return [
    reusedOrderIds(orders, settled),
    ...markedRows(orders, settled),
    ...signsOfAmounts(orders, settled, currencies[0]?.currency ?? null),
    otherCurrencies(currencies),
    ...repeats(settled),
    ordersInSeveralFiles(orders, settled),
    ...dateOrders(settled),
    yearsFirst(settled),
    decimalCommas(settled),
    ...totalsOfOrders(settled),
    unknownStates(orders),
    idsByCase(orders, settled),
    outsizedCustomer(orders, settled),
    hundredths(orders),
    outlyingDates(orders, settled),
    ...readingNotes(orders.texts),
    rejectsCut(rejected),
  ].filter(note => note !== null)
}

/** No customer plus one: customers are fewer. */
const MANY = 0xffffffff

function reusedOrderIds({ rows, orderIds }: Orders, settled: SettledOrders): Note | null {
  const owners = new Uint32Array(orderIds.length + 1)
  let count = 0
  for (const row of settled.rows) {
    const id = rows.orderId[row] ?? 0
    if (id === 0) continue
    const owner = (rows.customer[row] ?? 0) + 1
    const first = owners[id] ?? 0
    if (first === 0) owners[id] = owner
    else if (first !== owner && first !== MANY) {
      owners[id] = MANY
      count += 1
    }
  }
  return countedNote(
    'reused-order-ids',
    count,
    'One order id is used by more than one customer. Each customer’s order is counted as their own.',
    'order ids are used by more than one customer. Each customer’s order is counted as their own.',
  )
}

function totalsOfOrders({ repeatedTotals: { rows, suspected } }: SettledOrders): (Note | null)[] {
  return [
    countedNote(
      'repeated-totals',
      rows,
      'One row repeats what its whole order comes to, as its column is called. It counts once for the order.',
      'rows repeat what their whole order comes to, as their column is called. It counts once for each order.',
    ),
    countedNote(
      'suspected-totals',
      suspected,
      '',
      'orders have several rows, and the same amount in all of them. They are added up. If each is what the whole order comes to, call the column “order_total”.',
    ),
  ]
}

const NAMED_STATES = 5

/** Only where some states are known: otherwise the column may tell of something else. */
function unknownStates({ states }: Orders): Note | null {
  const unknown = [...states].filter(([state]) => !isKnownState(state))
  if (unknown.length === states.size) return null
  const byCount = unknown.toSorted(([one, ones], [other, others]) => others - ones || (one < other ? -1 : 1))
  const named = byCount.slice(0, NAMED_STATES).map(([state, count]) => `${shownState(state)} ${grouped(count)}`)
  const count = unknown.reduce((sum, [, rows]) => sum + rows, 0)
  const rest = `state of which it is not known whether anything was paid (${named.join(', ')}${byCount.length > NAMED_STATES ? ' and others' : ''})`
  return countedNote('unknown-states', count, `One row has a ${rest}. It counts as spend.`, `rows have a ${rest}. They count as spend.`)
}

function shownState(state: string): string {
  return `“${state.length > 30 ? `${state.slice(0, 30)}…` : state}”`.toWellFormed()
}

function idsByCase({ customers }: Orders, { idOfCustomer }: SettledOrders): Note | null {
  const seen = new Set<string>()
  let count = 0
  for (const number of idOfCustomer) {
    const id = customers.text(number)
    if (!id.includes('@')) continue
    const plain = id.toLowerCase()
    if (seen.has(plain)) count += 1
    seen.add(plain)
  }
  return countedNote(
    'ids-by-case',
    count,
    'One mail address differs from another one in capital letters only. They are different customers here.',
    'mail addresses differ from others in capital letters only. They are different customers here.',
  )
}

function hundredths({ texts }: Orders): Note | null {
  const count = texts.filter(({ amounts }) => amounts.isHundredths).length
  return countedNote(
    'hundredths',
    count,
    'One file has its amounts in hundredths (cents), as their column is called. They are read as whole units and decimals.',
    'files have their amounts in hundredths (cents), as their column is called. They are read as whole units and decimals.',
  )
}

function signsOfAmounts({ rows }: Orders, settled: SettledOrders, currency: string | null): (Note | null)[] {
  if (currency === null) return []
  const shown = currencyNumber(currency)
  const units = new Float64Array(settled.orders)
  const hasAmount = new Uint8Array(settled.orders)
  for (const row of settled.rows) {
    const amount = settled.unitsOf[row] ?? Number.NaN
    if (Number.isNaN(amount) || rows.currency[row] !== shown) continue
    const order = settled.orderOf[row] ?? 0
    units[order] = (units[order] ?? 0) + amount
    hasAmount[order] = 1
  }
  let zeros = 0
  let refunds = 0
  for (let order = 0; order < units.length; order += 1) {
    const amount = units[order] ?? 0
    if (amount < 0) refunds += 1
    else if (amount === 0 && hasAmount[order] === 1) zeros += 1
  }
  return [
    countedNote(
      'refunds',
      refunds,
      'One order stands below zero. It is taken off its customer’s earlier orders.',
      'orders stand below zero. They are taken off their customers’ earlier orders.',
    ),
    countedNote('zero-amounts', zeros, 'One order stands at zero.', 'orders stand at zero.'),
  ]
}

function otherCurrencies([chosen, ...others]: readonly { readonly currency: string; readonly lines: number }[]): Note | null {
  if (chosen === undefined) return null
  const count = others.reduce((sum, { lines }) => sum + lines, 0)
  const listed = others.map(({ currency, lines }) => `${currency} ${grouped(lines)}`).join(', ')
  const rest = `not in ${chosen.currency}, the currency of most rows (${listed}). Nothing is converted: amounts in other currencies are set aside.`
  return countedNote('other-currencies', count, `One row is ${rest}`, `rows are ${rest}`)
}

function repeats({ versions, repeatedInOtherFiles }: SettledOrders): (Note | null)[] {
  return [
    countedNote(
      'item-versions',
      versions,
      'One item of an order was read with other values, too. Those with the latest date, then the larger amount, stand.',
      'items of orders were read with other values, too. Those with the latest date, then the larger amount, stand.',
    ),
    countedNote(
      'rows-in-several-files',
      repeatedInOtherFiles,
      'One row has no id of its own and stands in several files in the same words. It is counted once.',
      'rows have no id of their own and stand in several files in the same words. Each is counted as often as in the file that has it most often.',
    ),
  ]
}

function dateOrders({ dateColumns }: SettledOrders): (Note | null)[] {
  return (['day', 'month'] as const).map(first => {
    const columns = dateColumns.filter(({ order }) => order === `${first}-first`)
    const count = columns.reduce((sum, { eitherRows }) => sum + eitherRows, 0)
    const decisive = columns.reduce((sum, column) => sum + (first === 'day' ? column.dayFirstRows : column.monthFirstRows), 0)
    const why = decisive === 0 ? 'as was said' : `as ${grouped(decisive)} ${decisive === 1 ? 'row' : 'rows'} of the same column must be`
    const example = columns.find(column => column.example !== null)?.example
    const meant =
      example === null || example === undefined ? '' : ` The first is ${first === 'day' ? example.dayFirst : example.monthFirst}.`
    return countedNote(
      'date-order',
      count,
      `One date can be read in two ways. It is read with the ${first} first, ${why}.${meant}`,
      `dates can be read in two ways. They are read with the ${first} first, ${why}.${meant}`,
    )
  })
}

function yearsFirst({ dateColumns }: SettledOrders): Note | null {
  const columns = dateColumns.filter(({ order }) => order === 'year-first')
  return countedNote(
    'date-order',
    columns.reduce((sum, { dayFirstRows, eitherRows }) => sum + dayFirstRows + eitherRows, 0),
    'One date like 24/01/05 is read with the year first.',
    'dates like 24/01/05 are read with the year first: with the day first they would lie scattered over many years.',
  )
}

function decimalCommas({ amountColumns }: SettledOrders): Note | null {
  const columns = amountColumns.filter(({ sign }) => sign === 'comma')
  const sum = (of: (column: AmountColumn) => number) => columns.reduce((total, column) => total + of(column), 0)
  const certain = sum(({ commaRows }) => commaRows)
  const either = sum(({ eitherRows }) => eitherRows)
  const also = either === 0 ? '' : ` ${grouped(either)} of them could be read in two ways, as 1,234 can.`
  const why =
    certain > 0
      ? `amounts are read with a decimal comma, as ${grouped(certain)} of them must be.${also}`
      : 'amounts like 1.234 are read as a thousand and more: all amounts of the column with a point have three digits behind it, and those without are below a thousand.'
  return countedNote('decimal-commas', certain + either, 'One amount has a decimal comma and is read with it.', why)
}

function rejectsCut(rejected: number): Note | null {
  if (rejected <= KEPT_REJECTS) return null
  const message = `${grouped(rejected)} rows were left out; the first ${grouped(KEPT_REJECTS)} are kept to be looked at.`
  return { code: 'rejects-cut', count: rejected, message }
}
