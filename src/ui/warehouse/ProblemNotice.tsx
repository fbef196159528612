import type { ReactNode } from 'react'
import type { WarehouseProblem } from '../../warehouse/problems.ts'
import { Notice } from '../parts/Notice.tsx'
import css from './ProblemNotice.module.css'

interface ProblemNoticeProps {
  readonly problem: WarehouseProblem
  /** Buttons that lead out. */
  readonly actions?: ReactNode
}

/** Why there is no answer, what can be done, and the server's own words for those who look after it. */
export function ProblemNotice({ problem: { code, found, wayOut, serverSays }, actions }: ProblemNoticeProps) {
  return (
    <div role="alert">
      <Notice kind={code === 'cancelled' ? 'info' : 'failure'} title={found} actions={actions}>
        <p>{wayOut}</p>
        {serverSays === null ? null : (
          <details className={css['says']}>
            <summary>What the server says</summary>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
            <pre tabIndex={0}>{serverSays}</pre>
          </details>
        )}
      </Notice>
    </div>
  )
}
