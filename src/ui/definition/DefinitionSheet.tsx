import { useState } from 'react'
import type { Definition } from '../../ltv/definition.ts'
import type { LoadedCustomers } from '../../store/session.ts'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { definitionLine } from '../words/definition-line.ts'
import { DefinitionForm } from './DefinitionForm.tsx'
import css from './DefinitionSheet.module.css'
import { EffectTable } from './EffectTable.tsx'
import { effectOf } from './effect.ts'

interface DefinitionSheetProps {
  readonly open: boolean
  readonly loaded: LoadedCustomers
  /** The definition asked for; the ranking follows when it is worked out. */
  readonly definition: Definition
  /** `replace` while a value is being typed, `push` when it stands. */
  readonly onChange: (definition: Definition, history: 'push' | 'replace') => void
  readonly onReset: () => void
  readonly onClose: () => void
}

/** Every parameter of the figure, applied as it changes, with what the change does. */
export function DefinitionSheet({ open, onClose, onReset, ...rest }: DefinitionSheetProps) {
  return (
    <Dialog
      open={open}
      kind="side"
      title="Definition"
      onClose={onClose}
      footer={
        <>
          <Button kind="quiet" className={css['reset']} onClick={onReset}>
            Reset to the original
          </Button>
          <Button kind="primary" onClick={onClose}>
            Done
          </Button>
        </>
      }
    >
      <DefinitionSheetBody {...rest} />
    </Dialog>
  )
}

function DefinitionSheetBody({ loaded, definition, onChange }: Pick<DefinitionSheetProps, 'loaded' | 'definition' | 'onChange'>) {
  const now = effectOf(loaded.ranking, loaded.directory)
  const [before] = useState(now)
  return (
    <>
      <p className={css['line']}>{definitionLine(definition)}</p>
      <EffectTable before={before} now={now} busy={loaded.redefining} />
      <DefinitionForm
        definition={definition}
        currencies={loaded.ranking.facts.currencies}
        currencyInForce={loaded.ranking.currency}
        dataFirst={loaded.summary.first}
        dataLast={loaded.summary.last}
        limits={loaded.summary.weeks}
        onChange={onChange}
      />
    </>
  )
}
