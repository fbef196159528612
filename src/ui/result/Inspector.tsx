import { useState } from 'react'
import { type CustomerDetail, customerAt, type Ranking } from '../../ltv/results.ts'
import { Button, IconButton } from '../parts/Button.tsx'
import { WeeklyPanel } from '../parts/charts/WeeklyPanel.tsx'
import { Icon } from '../parts/Icon.tsx'
import { PictureNotes } from '../parts/picture/picture-notes.tsx'
import { day } from '../words/dates.ts'
import { count, counted } from '../words/numbers.ts'
import { shownText } from '../words/texts.ts'
import { cautionSentences } from './cautions.ts'
import { EventList, FIRST_EVENTS } from './EventList.tsx'
import css from './Inspector.module.css'
import { Receipt } from './Receipt.tsx'
import { rankWords } from './rank-words.ts'

interface InspectorProps {
  readonly ranking: Ranking
  readonly rankIndex: number
  /** As it is shown. */
  readonly id: string
  /** “City, ST”, blank when unknown. */
  readonly place: string
  /** Null while it is fetched. */
  readonly detail: CustomerDetail | null
  /** False where something around it already shows the id as a title. */
  readonly titled: boolean
  readonly onCopyId: () => void
}

/** One customer: who, when, how the figure comes about, and the events it rests on. */
export function Inspector({ ranking, rankIndex, id, place, detail, titled, onCopyId }: InspectorProps) {
  const [whole, setWhole] = useState(false)
  const cautions = cautionSentences(ranking, rankIndex)
  const who = [shownText(detail?.lastName ?? ''), place].filter(text => text !== '').join(', ')
  return (
    <article aria-label={`Customer ${id}`}>
      {titled ? (
        <div className={css['head']}>
          <h2 className={css['id']}>{id}</h2>
          <IconButton icon="copy" label="Copy this id" onClick={onCopyId} />
        </div>
      ) : null}
      <p className={css['meta']}>
        {who === '' ? null : <span>{who} · </span>}
        <span>first seen {day(customerAt(ranking, rankIndex).first)} · </span>
        <span>last seen {day(customerAt(ranking, rankIndex).last)} · </span>
        <span>
          rank {rankWords(ranking, rankIndex)} of {count(ranking.facts.customers)}
        </span>
        {titled ? null : (
          <>
            {' · '}
            <Button kind="link" onClick={onCopyId}>
              Copy the id
            </Button>
          </>
        )}
      </p>
      <PictureNotes whose={`customer ${id}`}>
        <WeeklyPanel heading="h3" whose="" series={detail?.weekly ?? null} currency={ranking.currency} />
      </PictureNotes>
      <Receipt ranking={ranking} rankIndex={rankIndex} detail={detail}>
        {detail === null || detail.eventsTotal === null || detail.events.length <= FIRST_EVENTS ? null : (
          <Button kind="link" onClick={() => setWhole(!whole)} aria-expanded={whole}>
            {whole ? 'See the newest events only' : `See the ${counted(detail.eventsTotal, 'event')}`}
          </Button>
        )}
      </Receipt>
      {cautions.length === 0 ? null : (
        <ul className={css['cautions']}>
          {cautions.map(sentence => (
            <li key={sentence} className={css['caution']}>
              <Icon name="warning" size={14} />
              {sentence}
            </li>
          ))}
        </ul>
      )}
      {detail === null ? null : <EventList detail={detail} whole={whole || detail.events.length <= FIRST_EVENTS} />}
    </article>
  )
}
