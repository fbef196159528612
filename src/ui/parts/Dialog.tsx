import { type MouseEvent, type ReactNode, useEffect, useId, useRef } from 'react'
import { IconButton } from './Button.tsx'
import { classes } from './classes.ts'
import css from './Dialog.module.css'

interface DialogProps {
  readonly open: boolean
  readonly title: string
  /** `side` leaves the page in sight on wide screens, `wide` holds tables, `small` asks or tells one thing. */
  readonly kind?: 'side' | 'wide' | 'small'
  readonly onClose: () => void
  /** Stays in sight below what scrolls. */
  readonly footer?: ReactNode
  readonly children: ReactNode
}

/**
 * A sheet over the page: a native modal dialog, so Escape closes it, Tab stays inside and focus goes back to where it came from.
 * What is inside exists only while the sheet is open.
 */
export function Dialog({ open, title, kind = 'small', onClose, footer, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()

  // showModal and close are commands of the element and have no property that React could set.
  useEffect(() => {
    const element = dialog.current
    if (element === null || element.open === open) return
    if (open) element.showModal()
    else element.close()
  }, [open])

  const closeOnVeil = (event: MouseEvent<HTMLDialogElement>): void => {
    if (event.target === event.currentTarget) onClose()
  }

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the click is a shortcut for pointers; the keyboard has Escape and the close button
    <dialog ref={dialog} className={classes(css['dialog'], css[kind])} aria-labelledby={titleId} onClose={onClose} onClick={closeOnVeil}>
      {open ? (
        <div className={css['sheet']}>
          <div className={css['head']}>
            <h2 id={titleId}>{title}</h2>
            <IconButton icon="close" label="Close" onClick={onClose} />
          </div>
          <div className={css['body']}>{children}</div>
          {footer === undefined ? null : <div className={css['foot']}>{footer}</div>}
        </div>
      ) : null}
    </dialog>
  )
}
