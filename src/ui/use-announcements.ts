import { useEffect, useEffectEvent } from 'react'
import type { Loaded, Session } from '../store/session.ts'
import { useSay } from './parts/Status.tsx'
import { missingWords } from './waiting/missing-words.ts'
import { counted } from './words/numbers.ts'

/** Says what happens to those who do not see it, and puts it into the window's title. */
export function useAnnouncements(session: Session): void {
  const say = useSay()
  const { phase } = session
  const generation = session.phase === 'ready' || session.phase === 'waiting' ? session.loaded.generation : null
  const job = session.phase === 'reading' ? session.job : null
  // Another window ranks others.
  const ranked = session.phase === 'ready' && session.loaded.report === 'customers' ? session.loaded.ranking.facts.customers : null
  const announce = useEffectEvent(() => {
    const sentence = sentenceFor(session)
    if (sentence !== null) say(sentence)
    document.title = titleFor(session)
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: these four tell one announcement from the next; progress and the like do not.
  useEffect(() => announce(), [phase, generation, job, ranked])
}

function sentenceFor(session: Session): string | null {
  switch (session.phase) {
    case 'empty':
      return null
    case 'reading':
      return session.sample === null ? `Reading ${session.label}.` : `Making the ${session.label.toLowerCase()}.`
    case 'waiting': {
      const { read, missing } = session.loaded.summary
      return `${counted(read, 'row')} read. ${missingWords(missing)}`
    }
    case 'ready':
      return sentenceOf(session.loaded)
    case 'failed':
      return session.problems.map(problem => `${problem.message} ${problem.wayOut}`).join(' ')
    default:
      return session satisfies never
  }
}

function sentenceOf(loaded: Loaded): string {
  const { read, rejected } = loaded.summary
  if (loaded.report === 'stores')
    return `${counted(loaded.summary.tables.stores.accepted, 'store')} compared. ${counted(read, 'row')} read, ${rejected} left out.`
  return `${counted(loaded.ranking.facts.customers, 'customer')} ranked. ${counted(read, 'event')} read, ${rejected} left out.`
}

const NAME = 'Worthwhile'

function titleFor(session: Session): string {
  switch (session.phase) {
    case 'empty':
      return `${NAME}: who are my best customers?`
    case 'reading':
      return `Reading ${session.label} · ${NAME}`
    case 'waiting':
    case 'ready':
      return `${session.loaded.label} · ${NAME}`
    case 'failed':
      return `Could not be read · ${NAME}`
    default:
      return session satisfies never
  }
}
