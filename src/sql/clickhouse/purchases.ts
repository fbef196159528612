import type { Definition } from '../../ltv/definition.ts'
import { dayNumber, orderExpressions, sortableId } from './customers.ts'
import type { EventSource } from './event-source.ts'
import { bound, type NamedExpression } from './named-expression.ts'
import { quotedText } from './quote.ts'

/*
 * What predictions are made of, put together where the rows lie. The rules are those of src/clv/purchases.ts: all orders of one customer on one UTC day are one
 * purchase, orders of nothing count as purchases of nothing, and what is below zero is a credit note that is set against earlier purchases.
 */

/** Which orders count: of one currency, none after a day (counted from 1970-01-01). */
export interface OrdersCounted {
  readonly definition: Definition
  readonly currency: string
  readonly throughDay: number
}

/** A credit note looks this many purchases back for one of exactly its amount, as in src/clv/purchases.ts. */
const PURCHASES_LOOKED_BACK = 32

/** `bought`: the orders of a customer that count, each (day, is a credit note, units), in the order in which they are netted. */
function boughtExpressions({ definition, currency, throughDay }: OrdersCounted): NamedExpression[] {
  return [
    ...orderExpressions(definition),
    {
      name: 'bought',
      expression: `arraySort(arrayMap(o -> (toInt32(${dayNumber('o.2')}), toUInt8(o.3 < 0), toInt64(o.3)),
    arrayFilter(o -> o.4 = ${quotedText(currency)} AND ${dayNumber('o.2')} <= ${throughDay}, standing)))`,
    },
  ]
}

/**
 * `history` of a customer: (days with a purchase, first of them, last of them, units, units without those of the first day, orders, orders of nothing, credit notes,
 * credit notes with something left that nothing could be set against, units that were left). Of a customer without a purchase the days are 0.
 */
function historyExpressions(counted: OrdersCounted): NamedExpression[] {
  const cancelled = `arrayFilter((e, i) -> i != start + place - 1, held, arrayEnumerate(held))`
  // Latest first: as much of each as is left of the note once those after it have been taken.
  const reduced = `arrayReverse(arrayFilter(e -> e.2 > 0,
          arrayMap((e, sum) -> (e.1, least(e.2, greatest(0, sum - note))), arrayReverse(held), arrayCumSum(e -> e.2, arrayReverse(held)))))`
  const refunded = bound(
    { held: 'open.1', note: '-o.3', start: `greatest(1, length(open.1) - ${PURCHASES_LOOKED_BACK - 1})` },
    bound(
      { place: 'arrayLastIndex(e -> e.2 = note, arraySlice(held, start))' },
      `if(place > 0, (${cancelled}, open.2), (${reduced}, open.2 + toInt64(note > arraySum(e -> e.2, held))))`,
    ),
  )
  // Of (purchases with something left, notes with nothing left to be set against).
  const settled = `arrayFold((open, o) -> if(o.2 = 0, (arrayPushBack(open.1, (o.1, o.3)), open.2), ${refunded}),
      if(arrayExists(o -> o.2 = 1, own), arrayFilter(o -> o.3 != 0, own), []),
      (CAST([], 'Array(Tuple(Int32, Int64))'), toInt64(0)))`
  const left = `if(arrayExists(o -> o.2 = 1, own),
      arrayConcat(netted.1, arrayMap(o -> (o.1, o.3), arrayFilter(o -> o.3 = 0, own))),
      arrayMap(o -> (o.1, o.3), own))`
  const first = 'arrayMin(e -> e.1, entries)'
  return [
    ...boughtExpressions(counted),
    {
      name: 'history',
      expression: bound(
        { own: 'bought' },
        bound(
          { netted: settled },
          bound(
            { entries: left },
            bound(
              { first: `if(empty(entries), toInt32(0), ${first})` },
              `(toInt64(length(arrayDistinct(arrayMap(e -> e.1, entries)))), first, if(empty(entries), toInt32(0), arrayMax(e -> e.1, entries)),
      arraySum(e -> e.2, entries), arraySum(e -> if(e.1 = first, 0, e.2), entries),
      toInt64(length(own)), toInt64(arrayCount(o -> o.3 = 0, own)), toInt64(arrayCount(o -> o.2 = 1, own)), netted.2,
      arraySum(e -> e.2, entries) - arraySum(o -> o.3, own))`,
            ),
          ),
        ),
      ),
    },
  ]
}

const FIRST_DAY = 'if(history.1 = 0, 0, history.2)'
const RECENCY_DAYS = 'history.3 - history.2'
const PAID = ['history.5 > 0', 'history.4 > 0'] as const

/**
 * Customers by their history: all with the same number of purchase days, first day, time to the last, and the same answers to whether repeats or anything was paid,
 * are one row, with how many they are and what they spent. At most `most` rows, so that more of them can be told.
 */
export function historyGroupsQuery(source: EventSource, counted: OrdersCounted): string {
  return `SELECT history.1 AS days, ${FIRST_DAY} AS first_day, ${RECENCY_DAYS} AS recency_days, ${PAID[0]} AS repeats_paid, ${PAID[1]} AS has_paid, count() AS customers,
  sum(history.4) AS spend, sum(history.5) AS repeat_spend,
  sum(toFloat64(history.4) * toFloat64(history.4)) AS spend_squares, sum(toFloat64(history.5) * toFloat64(history.5)) AS repeat_squares,
  max(history.4) AS most_spend, max(history.5) AS most_repeat_spend,
  sum(history.6) AS orders, sum(history.7) AS free_orders, sum(history.8) AS notes, sum(history.9) AS open_notes, sum(history.10) AS open_units
FROM (
${source.with(historyExpressions(counted))}
SELECT history
FROM ${source.from}
WHERE event_type = 'ORDER' AND ${source.accepted}
GROUP BY ${source.groupKey}
HAVING notEmpty(bought)
)
GROUP BY days, first_day, recency_days, repeats_paid, has_paid
ORDER BY days, first_day, recency_days, repeats_paid, has_paid
LIMIT {most:UInt32}`
}

/**
 * `id, days, amounts` of those who spent most among all of one history, at most `x` of each, ties by id. Histories are named by the parameter `histories`, as “days
 * first_day recency_days repeats_paid has_paid”; who has another is left out where the rows lie.
 */
export function bestOfHistoriesQuery(source: EventSource, counted: OrdersCounted, of: 'repeats' | 'all'): string {
  const name = ['history.1', FIRST_DAY, RECENCY_DAYS, ...PAID].map(part => `toString(${part})`).join(", ' ', ")
  return `SELECT id, days, amounts
FROM (
${source.with(historyExpressions(counted))}
SELECT customer AS id, concat(${name}) AS name, history.${of === 'all' ? 4 : 5} AS spent, arrayMap(o -> o.1, bought) AS days, arrayMap(o -> o.3, bought) AS amounts
FROM ${source.from}
WHERE event_type = 'ORDER' AND ${source.accepted}
GROUP BY ${source.groupKey}
HAVING notEmpty(bought) AND has({histories:Array(String)}, name)
)
ORDER BY name, spent DESC, ${sortableId('id')}
LIMIT {x:UInt32} BY name`
}

/** `id, days, amounts`: orders of the customers asked for, side by side, in the order in which they are netted. Refunds are not yet taken off. */
export function customerOrdersQuery(source: EventSource, counted: OrdersCounted): string {
  return ordersSelect(source, counted, 'customer', source.areAskedFor)
}

/** The same of every customer whose id has a certain remainder: one in `one_in`, always the same ones, whoever asks. Ids are left out. */
export function sampledOrdersQuery(source: EventSource, counted: OrdersCounted): string {
  return ordersSelect(source, counted, "''", 'cityHash64(customer) % {one_in:UInt32} = 0')
}

function ordersSelect(source: EventSource, counted: OrdersCounted, id: string, which: string): string {
  return `${source.with(boughtExpressions(counted))}
SELECT ${id} AS id, arrayMap(o -> o.1, bought) AS days, arrayMap(o -> o.3, bought) AS amounts
FROM ${source.from}
WHERE ${which} AND event_type = 'ORDER' AND ${source.accepted}
GROUP BY ${source.groupKey}
HAVING notEmpty(bought)
ORDER BY ${sortableId('customer')}`
}
