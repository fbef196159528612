import type { CustomerDetail, CustomerEvent, EventStanding, EventType } from '../../ltv/results.ts'
import { classes } from '../parts/classes.ts'
import { day, moment } from '../words/dates.ts'
import { exactMoney } from '../words/money.ts'
import { count } from '../words/numbers.ts'
import css from './EventList.module.css'

/** Shown before all are asked for. */
export const FIRST_EVENTS = 6

/** A customer's events, newest first. Short: one line each. Whole: with the place in the file that each was read from. */
export function EventList({ detail, whole }: { readonly detail: CustomerDetail; readonly whole: boolean }) {
  const events = whole ? detail.events : detail.events.slice(0, FIRST_EVENTS)
  const unlisted = detail.eventsTotal - detail.events.length
  return (
    <>
      <ol className={css['events']} aria-label="Events, newest first">
        {events.map(event => (
          // A file's byte is taken by one event only; an event of an own call has none, but then there is no file.
          <li key={`${event.file} ${event.byte} ${event.type} ${event.key} ${event.time} ${event.verb}`} className={css['event']}>
            <EventLine event={event} whole={whole} />
          </li>
        ))}
      </ol>
      {whole && unlisted > 0 ? (
        <p className={css['cap']}>
          The newest {count(detail.events.length)} of {count(detail.eventsTotal)} events. All of them count.
        </p>
      ) : null}
    </>
  )
}

function EventLine({ event, whole }: { readonly event: CustomerEvent; readonly whole: boolean }) {
  const aside = event.standing !== 'counts'
  return (
    <div className={classes(css['line'], aside && css['aside'])}>
      <time className={css['quiet']} dateTime={new Date(event.time).toISOString()} title={moment(event.time)}>
        {day(event.time)}
      </time>
      <span>{TYPE_WORDS[event.type]}</span>
      <span className={css['key']} title={event.key}>
        {event.key}
      </span>
      <span className={css['what']}>{whatOf(event)}</span>
      {whole || aside || event.times > 1 ? <span className={css['where']}>{notesOf(event, whole).join(' · ')}</span> : null}
    </div>
  )
}

const TYPE_WORDS: Record<EventType, string> = { CUSTOMER: 'Customer', SITE_VISIT: 'Visit', IMAGE: 'Image', ORDER: 'Order' }

const STANDING_WORDS: Record<EventStanding, string | null> = {
  counts: null,
  superseded: 'replaced by a later version',
  'outside-window': 'outside the window',
  'other-currency': 'another currency, set aside',
}

function whatOf(event: CustomerEvent): string {
  return event.amountUnits === null || event.currency === null
    ? event.detail
    : exactMoney(BigInt(Math.round(event.amountUnits)), event.currency)
}

function notesOf(event: CustomerEvent, whole: boolean): readonly string[] {
  const notes: string[] = []
  const standing = STANDING_WORDS[event.standing]
  if (standing !== null) notes.push(standing)
  if (event.times > 1) notes.push(`read ${event.times === 2 ? 'twice' : `${count(event.times)} times`}, counted once`)
  if (whole) {
    if (event.verb === 'UPDATE') notes.push('update')
    notes.push(`${event.file} line ${count(event.line)}`)
  }
  return notes
}
