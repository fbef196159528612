import { type ReactNode, type ToggleEvent, useId, useRef, useState } from 'react'
import css from './Popover.module.css'

interface PopoverProps {
  readonly children: ReactNode
  /** The button that opens it: spread these on it. */
  readonly trigger: (opener: { readonly popoverTarget: string; readonly 'aria-expanded': boolean }) => ReactNode
  readonly align?: 'start' | 'end'
}

const EDGE_PX = 8

/** A native popover below its button: Escape or a click elsewhere closes it, and focus returns to the button. */
export function Popover({ children, trigger, align = 'start' }: PopoverProps) {
  const id = useId()
  const panel = useRef<HTMLDivElement>(null)
  const [open, setOpen] = useState(false)

  // A popover stands in the top layer, where it knows nothing of its button: its place is worked out each time it opens.
  const place = (event: ToggleEvent<HTMLDivElement>): void => {
    const isOpen = event.newState === 'open'
    setOpen(isOpen)
    const element = panel.current
    const button = document.querySelector(`[popovertarget="${CSS.escape(id)}"]`)
    if (!isOpen || element === null || button === null) return
    const anchor = button.getBoundingClientRect()
    const size = element.getBoundingClientRect()
    const wanted = align === 'start' ? anchor.left : anchor.right - size.width
    const left = Math.max(EDGE_PX, Math.min(wanted, document.documentElement.clientWidth - size.width - EDGE_PX))
    const below = anchor.bottom + 6
    const fitsBelow = below + size.height + EDGE_PX <= window.innerHeight
    const top = fitsBelow ? below : Math.max(EDGE_PX, anchor.top - size.height - 6)
    element.style.left = `${left}px`
    element.style.top = `${top}px`
  }

  return (
    <>
      {trigger({ popoverTarget: id, 'aria-expanded': open })}
      <div ref={panel} id={id} popover="auto" className={css['popover']} onToggle={place}>
        {children}
      </div>
    </>
  )
}

/** A term with a dotted line under it that opens to its explanation. */
export function Explained({ term, children }: { readonly term: ReactNode; readonly children: ReactNode }) {
  return (
    <Popover
      trigger={opener => (
        <button type="button" {...opener} className={css['term']}>
          {term}
        </button>
      )}
    >
      <div className={css['explanation']}>{children}</div>
    </Popover>
  )
}
