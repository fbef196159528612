import type { ReactNode } from 'react'
import { Button } from './Button.tsx'
import css from './TextToCopy.module.css'

interface TextSheetProps {
  /** What was done last, read out as it is said; empty before. */
  readonly done: string
  /** What stands above the texts: what they are and what can be chosen. */
  readonly head: ReactNode
  readonly children: ReactNode
}

/** A sheet of texts to take away. The page's own status lies under it, where nobody hears it, so it has one of its own. */
export function TextSheet({ done, head, children }: TextSheetProps) {
  return (
    <div className={css['sheet']}>
      {head}
      <p role="status" className={css['done']}>
        {done}
      </p>
      {children}
    </div>
  )
}

interface TextToCopyProps {
  readonly title: string
  /** What it is for, where the title does not say it. */
  readonly purpose?: string
  readonly text: string
  readonly onCopy: () => void
  readonly onSave?: () => void
}

/** A text of many lines under its title, to copy and, where it may be a file, to save. */
export function TextToCopy({ title, purpose, text, onCopy, onSave }: TextToCopyProps) {
  return (
    <section aria-label={title}>
      <div className={css['head']}>
        <h3>{title}</h3>
        <Button icon="copy" aria-label={`Copy ${title}`} onClick={onCopy}>
          Copy
        </Button>
        {onSave === undefined ? null : (
          <Button icon="download" aria-label={`Save ${title}`} onClick={onSave}>
            Save
          </Button>
        )}
      </div>
      {purpose === undefined ? null : <p className={css['purpose']}>{purpose}</p>}
      <TextBox>{text}</TextBox>
    </section>
  )
}

/** A text of many lines as it stands, in a box in which it scrolls when it is long. */
export function TextBox({ children }: { readonly children: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <pre className={css['text']} tabIndex={0}>
      {children}
    </pre>
  )
}
