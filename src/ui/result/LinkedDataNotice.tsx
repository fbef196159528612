import { useMemo } from 'react'
import { DAY } from '../../base/time.ts'
import { type Difference, differences, type Fingerprint, fingerprintOf } from '../../share/fingerprint.ts'
import type { LinkedCustomers } from '../../store/app.ts'
import { sameDefinition } from '../../store/loaded.ts'
import type { LoadedCustomers } from '../../store/session.ts'
import { Notice } from '../parts/Notice.tsx'
import { day } from '../words/dates.ts'
import { count, counted } from '../words/numbers.ts'

/** Whether the data are those that the opened link was made from, as long as the definition is the link's, and if not, how they differ. */
export function LinkedDataNotice({ loaded, linked }: { readonly loaded: LoadedCustomers; readonly linked: LinkedCustomers }) {
  const { ranking, directory } = loaded
  const isComparable = sameDefinition(ranking.definition, linked.definition)
  const own = useMemo(() => (isComparable ? fingerprintOf(ranking, directory) : null), [isComparable, ranking, directory])
  if (own === null) return null
  const different = differences(linked.fingerprint, own)
  if (different.length === 0)
    return <Notice>These are the data that the link was made from: {amountOf(own)}, and the check sum agrees.</Notice>
  return (
    <Notice kind="caution" title="These are not the data that the link was made from.">
      {different.length === 1 && different[0] === 'sum'
        ? `Both have ${amountOf(own)}, but some customers, amounts or times differ: the check sums are not the same.`
        : different
            .filter(field => field !== 'sum')
            .map(field => DIFFERENCE[field](linked.fingerprint, own))
            .join(' ')}
    </Notice>
  )
}

function amountOf({ customers, orders }: Fingerprint): string {
  return `${counted(customers, 'customer')} with ${counted(orders, 'order')}`
}

const DIFFERENCE: Record<Exclude<Difference, 'sum'>, (link: Fingerprint, own: Fingerprint) => string> = {
  customers: (link, own) => `The link was made from ${counted(link.customers, 'customer')}; here are ${count(own.customers)}.`,
  orders: (link, own) => `It had ${counted(link.orders, 'order')}; here are ${count(own.orders)}.`,
  firstDay: (link, own) => `Its first event was on ${dayWords(link.firstDay)}; here it is on ${dayWords(own.firstDay)}.`,
  lastDay: (link, own) => `Its last event was on ${dayWords(link.lastDay)}; here it is on ${dayWords(own.lastDay)}.`,
}

function dayWords(dayNumber: number | null): string {
  return dayNumber === null ? 'no day' : day(dayNumber * DAY)
}
