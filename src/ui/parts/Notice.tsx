import type { ReactNode } from 'react'
import { classes } from './classes.ts'
import { Icon } from './Icon.tsx'
import css from './Notice.module.css'

interface NoticeProps {
  /** `caution` is amber and says that a figure needs care; `failure` is red and says that something did not work. */
  readonly kind?: 'info' | 'caution' | 'failure'
  readonly title?: ReactNode
  readonly actions?: ReactNode
  readonly children?: ReactNode
}

/** A few words set apart from the rest. */
export function Notice({ kind = 'info', title, actions, children }: NoticeProps) {
  return (
    <div className={classes(css['notice'], css[kind])}>
      <Icon name={kind === 'info' ? 'info' : 'warning'} />
      <div className={css['words']}>
        {title === undefined ? null : <p className={css['title']}>{title}</p>}
        {children === undefined ? null : <div className={css['text']}>{children}</div>}
      </div>
      {actions === undefined ? null : <div className={css['actions']}>{actions}</div>}
    </div>
  )
}
