import type { CustomerEvent, EventStanding, EventType } from '../../ltv/results.ts'
import { exactMoney } from '../words/money.ts'
import { count } from '../words/numbers.ts'
import { shownText } from '../words/texts.ts'

export const EVENT_TYPE_WORDS: Record<EventType, string> = { CUSTOMER: 'Customer', SITE_VISIT: 'Visit', IMAGE: 'Image', ORDER: 'Order' }

const STANDING_WORDS: Record<EventStanding, string | null> = {
  counts: null,
  superseded: 'replaced by a later version',
  'outside-window': 'outside the window',
  'other-currency': 'another currency, set aside',
}

/** An order's amount; the camera of an image; name and place of a customer record. */
export function whatOf(event: CustomerEvent): string {
  return event.amountUnits === null || event.currency === null
    ? shownText(event.detail)
    : exactMoney(BigInt(Math.round(event.amountUnits)), event.currency)
}

/** How an event bears on the figure where that is not plain; `withVerb` also says which are updates. */
export function eventNotes(event: CustomerEvent, withVerb = true): readonly string[] {
  const notes: string[] = []
  const standing = STANDING_WORDS[event.standing]
  if (standing !== null) notes.push(standing)
  if (event.times > 1) notes.push(`read ${event.times === 2 ? 'twice' : `${count(event.times)} times`}, counted once`)
  if (withVerb && event.verb === 'UPDATE') notes.push('update')
  return notes
}

/** “events.ndjson line 1,204”; null for what came from no file. */
export function eventPlace({ file, line }: CustomerEvent): string | null {
  return file === '' ? null : `${file} line ${count(line)}`
}
