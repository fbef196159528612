import type { DatasetSummary } from '../../ltv/results.ts'
import { count, counted } from '../words/numbers.ts'

/** Reasons named before the rest is summed up. */
const NAMED_REASONS = 3

/** “212 rows were left out. 190 have no customer id, 22 have an amount we could not read.” Null when none was. */
export function leftOut(summary: Pick<DatasetSummary, 'rejected' | 'rejectedByReason'>): string | null {
  if (summary.rejected === 0) return null
  const reasons = [...summary.rejectedByReason].sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1))
  const opening = `${counted(summary.rejected, 'row')} ${summary.rejected === 1 ? 'was' : 'were'} left out.`
  const only = reasons[0]
  if (only === undefined) return opening
  if (reasons.length === 1) {
    const subject = only.count === 1 ? 'It' : only.count === 2 ? 'Both' : 'All'
    return `${opening} ${subject} ${fault(only.reason, only.count === 1)}.`
  }
  const named = reasons.slice(0, NAMED_REASONS).map(({ reason, count: rows }) => `${count(rows)} ${fault(reason, rows === 1)}`)
  const others = reasons.slice(NAMED_REASONS).reduce((rows, reason) => rows + reason.count, 0)
  if (others > 0) named.push(`${count(others)} for other reasons`)
  return `${opening} ${named.join(', ')}.`
}

const FIELD_WORDS: Record<string, string> = {
  customer_id: 'customer id',
  event_time: 'time',
  created_at_date: 'date',
  revenue: 'amount',
  total_amount: 'amount',
  adr_city: 'city',
  adr_state: 'state',
  last_name: 'last name',
}

/** What is wrong with rows of one reason, as the rest of a sentence about them. */
function fault(reason: string, isOne: boolean): string {
  const has = isOne ? 'has' : 'have'
  const is = isOne ? 'is' : 'are'
  const [kind, ...rest] = reason.split(' ')
  const field = FIELD_WORDS[rest.join(' ')] ?? rest.join(' ').replaceAll('_', ' ')
  if (kind === 'missing') return `${has} no ${field}`
  if (kind === 'bad') return `${has} ${/^[aeiou]/.test(field) ? 'an' : 'a'} ${field} we could not read`
  switch (reason) {
    case 'not valid JSON':
    case 'not valid UTF-8':
      return `${is} ${reason}`
    case 'not an object':
      return isOne ? 'is not an object' : 'are not objects'
    case 'unknown type':
      return `${is} of an unknown type`
    case 'verb not of this type':
      return `${has} a verb that does not go with ${isOne ? 'its' : 'their'} type`
    case 'record too long':
      return `${is} too long`
    case 'nested too deep':
      return `${is} nested too deep`
    case 'wrong number of columns':
      return `${has} a wrong number of columns`
    default:
      return `${has} the fault “${reason}”`
  }
}
