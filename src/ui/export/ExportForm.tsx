import { useState } from 'react'
import { clipboardTable } from '../../share/clipboard.ts'
import type { CustomerTable } from '../../share/customer-table.ts'
import { CUSTOMER_FORMATS, exportFile, exportName } from '../../share/export.ts'
import { Button } from '../parts/Button.tsx'
import { Choices } from '../parts/Choices.tsx'
import { Field } from '../parts/Field.tsx'
import { Notice } from '../parts/Notice.tsx'
import { Progress } from '../parts/Progress.tsx'
import { count, counted } from '../words/numbers.ts'
import css from './ExportForm.module.css'

/** One choice of rows. */
export interface ExportScope {
  readonly id: 'shown' | 'all'
  readonly label: string
  /** Null while the order of the rows is being worked out. */
  readonly table: CustomerTable | null
}

interface ExportFormProps {
  readonly scopes: readonly ExportScope[]
  readonly onSave: (blob: Blob, name: string) => void
  /** Puts a table on the clipboard; rejects when the browser refuses. */
  readonly onCopy: (table: ReturnType<typeof clipboardTable>) => Promise<void>
  readonly onCopyLink: () => void
  /** Something was done and the sheet is no longer needed. `said` says what. */
  readonly onDone: (said: string) => void
}

/** A clipboard holds its text in memory several times over; beyond this a file is the better way. */
const MOST_ROWS_TO_COPY = 50_000

/** What to take away: which rows, in which format, under which name. Nothing is written before its extent is on the screen. */
export function ExportForm({ scopes, onSave, onCopy, onCopyLink, onDone }: ExportFormProps) {
  const [scopeId, setScopeId] = useState<ExportScope['id']>('shown')
  const [formatId, setFormatId] = useState('csv')
  const [ownName, setOwnName] = useState<string | null>(null)
  const [work, setWork] = useState<'idle' | 'busy' | { readonly failure: string }>('idle')
  const [share, setShare] = useState(0)

  const format = CUSTOMER_FORMATS.find(candidate => candidate.id === formatId)
  const takesAll = format?.extent === 'all'
  const scope = scopes.find(candidate => candidate.id === (takesAll ? 'all' : scopeId))
  const table = scope?.table ?? null
  const rows = table?.rows.count ?? 0
  const proposedName = table === null || format === undefined ? '' : exportName(table.scope, table.ranking.facts.last, format.extension)
  const fileName = ownName ?? proposedName

  const attempt = async (action: () => Promise<string>): Promise<void> => {
    setWork('busy')
    setShare(0)
    try {
      onDone(await action())
      setWork('idle')
    } catch (error) {
      setWork({ failure: error instanceof Error ? error.message : String(error) })
    }
  }
  const save = (): Promise<void> =>
    attempt(async () => {
      if (table === null || format === undefined) throw new Error('The rows are not in order yet. Try again in a moment.')
      onSave(await exportFile(format, table, setShare), fileName)
      return `Saved ${counted(rows, 'customer')} as ${fileName}.`
    })
  const copy = (): Promise<void> =>
    attempt(async () => {
      if (table === null) throw new Error('The rows are not in order yet. Try again in a moment.')
      await onCopy(clipboardTable(table))
      return `Copied ${counted(rows, 'customer')} for a spreadsheet.`
    })

  return (
    <form
      className={css['form']}
      onSubmit={event => {
        event.preventDefault()
        void save()
      }}
    >
      <Choices
        legend="Which customers"
        options={scopes.map(({ id, label, table: rowsOf }) => ({
          value: id,
          label,
          explanation: rowsOf === null ? 'being put in order' : counted(rowsOf.rows.count, 'customer'),
        }))}
        value={scope?.id ?? scopeId}
        disabled={takesAll}
        onChange={setScopeId}
      />
      {takesAll ? <p className={css['note']}>A {format.label} always holds all customers and their events.</p> : null}
      <Choices
        legend="As what"
        options={CUSTOMER_FORMATS.map(({ id, label, description }) => ({ value: id, label, explanation: description }))}
        value={formatId}
        onChange={setFormatId}
      />
      <Field label="File name">
        {input => (
          <input
            {...input}
            type="text"
            autoComplete="off"
            spellCheck={false}
            value={fileName}
            onChange={event => setOwnName(event.target.value)}
          />
        )}
      </Field>
      <p className={css['note']}>
        {takesAll
          ? 'Amounts and texts are written as they are. While the file is being written it takes about five times its size in memory.'
          : 'Amounts and figures are written in full. A text that a spreadsheet would take for a formula gets an apostrophe in front.'}
      </p>
      {work === 'busy' && share > 0 ? <Progress label="Writing the file" done={share} total={1} /> : null}
      {typeof work === 'string' ? null : (
        <Notice kind="failure" title="That did not work.">
          {work.failure}
        </Notice>
      )}
      <div className={css['actions']}>
        <Button icon="link" onClick={onCopyLink}>
          Copy link
        </Button>
        <Button
          icon="copy"
          disabled={work === 'busy' || rows === 0 || rows > MOST_ROWS_TO_COPY}
          title={rows > MOST_ROWS_TO_COPY ? `Up to ${count(MOST_ROWS_TO_COPY)} rows can be copied; save a file instead.` : undefined}
          onClick={() => void copy()}
        >
          Copy for a spreadsheet
        </Button>
        <Button kind="primary" type="submit" icon="download" disabled={work === 'busy' || table === null || fileName.trim() === ''}>
          {work === 'busy' ? 'Working' : takesAll ? 'Save everything' : `Save ${counted(rows, 'row')}`}
        </Button>
      </div>
    </form>
  )
}
