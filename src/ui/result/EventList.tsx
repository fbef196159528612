import type { CustomerDetail, CustomerEvent } from '../../ltv/results.ts'
import { classes } from '../parts/classes.ts'
import { day, moment } from '../words/dates.ts'
import { count } from '../words/numbers.ts'
import { shownText } from '../words/texts.ts'
import { NO_SINGLE_EVENTS } from '../words/weeks-only.ts'
import css from './EventList.module.css'
import { EVENT_TYPE_WORDS, eventNotes, eventPlace, whatOf } from './event-words.ts'

/** Shown before all are asked for. */
export const FIRST_EVENTS = 6

/** A customer's events, newest first. Short: one line each. Whole: with the place in the file that each was read from. */
export function EventList({ detail, whole }: { readonly detail: CustomerDetail; readonly whole: boolean }) {
  const events = whole ? detail.events : detail.events.slice(0, FIRST_EVENTS)
  if (detail.eventsTotal === null) return <p className={css['cap']}>{NO_SINGLE_EVENTS}</p>
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
      <span>{EVENT_TYPE_WORDS[event.type]}</span>
      <span className={css['key']} title={shownText(event.key)}>
        {shownText(event.key)}
      </span>
      <span className={css['what']}>{whatOf(event)}</span>
      {whole || aside || event.times > 1 ? (
        <span className={css['where']}>
          {(whole ? [...eventNotes(event), eventPlace(event)] : eventNotes(event, false)).filter(note => note !== null).join(' · ')}
        </span>
      ) : null}
    </div>
  )
}
