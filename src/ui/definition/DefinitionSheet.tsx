import { useState } from 'react'
import type { Definition } from '../../ltv/definition.ts'
import type { CustomerDirectory, Ranking } from '../../ltv/results.ts'
import type { WeekLimits } from '../../ltv/week-limits.ts'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { definitionLine } from '../words/definition-line.ts'
import { DefinitionForm } from './DefinitionForm.tsx'
import css from './DefinitionSheet.module.css'
import { EffectTable } from './EffectTable.tsx'
import { effectOf } from './effect.ts'

interface DefinitionSheetProps {
  readonly open: boolean
  readonly ranking: Ranking
  readonly directory: CustomerDirectory
  /** Milliseconds UTC of the first and last event of the data, or null. */
  readonly dataFirst: number | null
  readonly dataLast: number | null
  /** Of data that were added up by weeks. */
  readonly limits?: WeekLimits | null
  /** The figures of the present definition are being worked out. */
  readonly busy: boolean
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

type BodyProps = Omit<DefinitionSheetProps, 'open' | 'onReset' | 'onClose'>

function DefinitionSheetBody({ ranking, directory, dataFirst, dataLast, limits = null, busy, definition, onChange }: BodyProps) {
  const now = effectOf(ranking, directory)
  const [before] = useState(now)
  return (
    <>
      <p className={css['line']}>{definitionLine(definition)}</p>
      <EffectTable before={before} now={now} busy={busy} />
      <DefinitionForm
        definition={definition}
        currencies={ranking.facts.currencies}
        currencyInForce={ranking.currency}
        dataFirst={dataFirst}
        dataLast={dataLast}
        limits={limits}
        onChange={onChange}
      />
    </>
  )
}
