import { useState } from 'react'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { Field } from '../parts/Field.tsx'
import { focusFirst } from '../parts/focus-first.ts'
import { FormActions, SheetForm } from '../parts/SheetForm.tsx'
import type { OpenMode } from './DropOverlay.tsx'
import { type Gathered, pastedText } from './gather-files.ts'
import css from './PasteSheet.module.css'

interface PasteSheetProps {
  readonly open: boolean
  /** What was on the clipboard when a paste opened the sheet; blank when it was opened to paste into. */
  readonly initialText: string
  readonly canAdd: boolean
  readonly onClose: () => void
  readonly onPaste: (gathered: Gathered, mode: OpenMode) => void
}

/** Events as text, instead of as a file. */
export function PasteSheet({ open, onClose, ...rest }: PasteSheetProps) {
  return (
    <Dialog open={open} title="Paste events" onClose={onClose}>
      <PasteForm {...rest} />
    </Dialog>
  )
}

function PasteForm({ initialText, canAdd, onPaste }: Omit<PasteSheetProps, 'open' | 'onClose'>) {
  const [text, setText] = useState(initialText)
  const isBlank = text.trim() === ''
  const read = (mode: OpenMode): void => onPaste(pastedText(text), mode)
  return (
    <SheetForm
      onSubmit={() => {
        if (!isBlank) read('replace')
      }}
    >
      <Field label="Events as text" hint="JSON, one JSON object per line, or CSV with a header row.">
        {input => (
          <textarea
            {...input}
            ref={focusFirst}
            className={css['text']}
            rows={10}
            spellCheck={false}
            autoComplete="off"
            value={text}
            onChange={event => setText(event.target.value)}
          />
        )}
      </Field>
      <FormActions>
        {canAdd ? (
          <Button disabled={isBlank} onClick={() => read('add')}>
            Add to what is shown
          </Button>
        ) : null}
        <Button kind="primary" type="submit" disabled={isBlank}>
          {canAdd ? 'Replace what is shown' : 'Read it'}
        </Button>
      </FormActions>
    </SheetForm>
  )
}
