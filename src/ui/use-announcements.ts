import { useEffect, useEffectEvent } from 'react'
import type { Session } from '../store/session.ts'
import { useSay } from './parts/Status.tsx'
import { counted } from './words/numbers.ts'

/** Says what happens to those who do not see it, and puts it into the window's title. */
export function useAnnouncements(session: Session): void {
  const say = useSay()
  const { phase } = session
  const generation = session.phase === 'ready' ? session.loaded.generation : null
  const job = session.phase === 'reading' ? session.job : null
  const announce = useEffectEvent(() => {
    const sentence = sentenceFor(session)
    if (sentence !== null) say(sentence)
    document.title = titleFor(session)
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: these three tell one announcement from the next; progress and the like do not.
  useEffect(() => announce(), [phase, generation, job])
}

function sentenceFor(session: Session): string | null {
  switch (session.phase) {
    case 'empty':
      return null
    case 'reading':
      return session.sample === null ? `Reading ${session.label}.` : 'Making the sample shop.'
    case 'ready': {
      const { read, rejected, customers } = session.loaded.summary
      return `${counted(customers, 'customer')} ranked. ${counted(read, 'event')} read, ${rejected} left out.`
    }
    case 'failed':
      return session.problems.map(problem => `${problem.message} ${problem.wayOut}`).join(' ')
    default:
      return session satisfies never
  }
}

const NAME = 'Worthwhile'

function titleFor(session: Session): string {
  switch (session.phase) {
    case 'empty':
      return `${NAME}: who are my best customers?`
    case 'reading':
      return `Reading ${session.label} · ${NAME}`
    case 'ready':
      return `${session.loaded.label} · ${NAME}`
    case 'failed':
      return `Could not be read · ${NAME}`
    default:
      return session satisfies never
  }
}
