import type { FitnessCheck } from '../../clv/results.ts'
import { classes } from '../parts/classes.ts'
import { Icon } from '../parts/Icon.tsx'
import css from './Checklist.module.css'

const WORDS: Record<FitnessCheck['outcome'], string> = { pass: 'Fine', caution: 'With care', fail: 'Not enough' }

/** What must hold before a number is shown, and whether it does. What does not hold comes first. */
export function Checklist({ checks }: { readonly checks: readonly FitnessCheck[] }) {
  const order = { fail: 0, caution: 1, pass: 2 }
  const sorted = [...checks].sort((a, b) => order[a.outcome] - order[b.outcome] || checks.indexOf(a) - checks.indexOf(b))
  return (
    <ul className={css['list']}>
      {sorted.map(({ code, outcome, isVacuous, message }) => (
        <li key={code} className={classes(css['check'], css[outcome])}>
          {isVacuous === true ? (
            <span className={classes(css['outcome'], css['vacuous'])}>Nothing to test</span>
          ) : (
            <span className={css['outcome']}>
              <Icon name={outcome === 'pass' ? 'check' : 'warning'} size={14} />
              {WORDS[outcome]}
            </span>
          )}
          <span>{message}</span>
        </li>
      ))}
    </ul>
  )
}
