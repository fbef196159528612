import type { Problem } from '../../base/problems.ts'
import css from './ProblemList.module.css'

/** Each file that could not be used (or only in part): what was found, and what to do now. */
export function ProblemList({ problems }: { readonly problems: readonly Problem[] }) {
  return (
    <ul className={css['problems']}>
      {problems.map((problem, index) => (
        // Problems are a fixed list and may repeat word for word, so their place is their key.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <li key={index}>
          {problem.file === null ? null : <p className={css['file']}>{problem.file}</p>}
          <p>{problem.message}</p>
          <p className={css['way']}>{problem.wayOut}</p>
        </li>
      ))}
    </ul>
  )
}
