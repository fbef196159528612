import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { clipboardTable, MOST_ROWS_TO_COPY } from '../../share/clipboard.ts'
import { type ExcelSeparator, excelSeparatorOf } from '../../share/delimited.ts'
import { type ExportFormat, exportName, MOST_HELD_BYTES } from '../../share/export.ts'
import { savedFileName } from '../../share/file-names.ts'
import type { PseudonymOrder } from '../../share/pseudonymous.ts'
import { readPseudonymKey } from '../../share/pseudonyms.ts'
import { type Table, withAboutColumns } from '../../share/table.ts'
import type { Work } from '../../share/work.ts'
import { Button } from '../parts/Button.tsx'
import { Check } from '../parts/Check.tsx'
import { Choices } from '../parts/Choices.tsx'
import { Field } from '../parts/Field.tsx'
import { Notice } from '../parts/Notice.tsx'
import { Pills } from '../parts/Pills.tsx'
import { Progress } from '../parts/Progress.tsx'
import { PseudonymFields } from '../parts/pseudonyms/PseudonymFields.tsx'
import { isUsable, type PseudonymChoice } from '../parts/pseudonyms/pseudonym-choice.ts'
import { Segmented } from '../parts/Segmented.tsx'
import { FormActions, FormNote, SheetForm } from '../parts/SheetForm.tsx'
import { bytes, count, counted } from '../words/numbers.ts'
import css from './ExportForm.module.css'

/** One choice of rows. */
export interface ExportScope<Source> {
  readonly id: string
  readonly label: string
  /** What the file's name says of it: “top 10”. */
  readonly subject: string
  readonly rows: number
  /** Null while the order of the rows is being worked out. */
  readonly source: Source | null
}

/** What a report has to export, and how. */
export interface Exportable<Source> {
  /** What a row is: “customer”. */
  readonly noun: string
  readonly scopes: readonly ExportScope<Source>[]
  readonly formats: readonly ExportFormat<Source>[]
  /** What a format that always holds everything does hold: “all customers and their events”. */
  readonly everything: string
  /** How such a file is named, and of how many rows it is, where that is another matter than those of the scope “all”. */
  readonly whole?: { readonly subject: string; readonly rows: number }
  /** Milliseconds UTC of the last event, for the file's name. */
  readonly last: number | null
  readonly hasPlaces: boolean
  /** False where single events are not known. */
  readonly hasEvents?: boolean
  tableOf(source: Source, withAbout: boolean): Table
  withPseudonyms(source: Source, extent: 'rows' | 'all', order: PseudonymOrder): Source | Promise<Source>
}

interface ExportFormProps<Source> {
  readonly of: Exportable<Source>
  readonly onSave: (blob: Blob, name: string) => void
  /** Puts a table on the clipboard; rejects when the browser refuses. */
  readonly onCopy: (table: ReturnType<typeof clipboardTable>) => Promise<void>
  /** Where the view can be copied as a link. */
  readonly onCopyLink?: () => void
  /** Something was done and the sheet is no longer needed. `said` says what. */
  readonly onDone: (said: string) => void
  /** The form went while a file was being written: no file comes of it. `said` says so. */
  readonly onStopped: (said: string) => void
}

const STOPPED = 'The export was stopped, as its sheet closed before it was done. Nothing was saved.'
const NOT_READY = 'The rows are not in order yet. Try again in a moment.'

const ABOUT_WORDS = {
  inside: 'It stands beside the rows.',
  columns: 'As more columns at the end, the same in each row.',
  always: 'This format always holds the definition.',
  nowhere: 'This format has no place for it.',
} as const

/** What to take away: which rows, in which format, under which name. Nothing is written before its extent is on the screen. */
export function ExportForm<Source>({ of, onSave, onCopy, onCopyLink, onDone, onStopped }: ExportFormProps<Source>) {
  const { scopes, formats, noun, last } = of
  const [scopeId, setScopeId] = useState<ExportScope<Source>['id']>(scopes[0]?.id ?? 'all')
  const [formatId, setFormatId] = useState('csv')
  const [ownName, setOwnName] = useState<string | null>(null)
  // Null until it is chosen: what has room for it holds it, and rows alone stay rows alone.
  const [ownAbout, setOwnAbout] = useState<boolean | null>(null)
  const [separator, setSeparator] = useState<ExcelSeparator>(() => excelSeparatorOf(navigator.language))
  const [pseudonyms, setPseudonyms] = useState<PseudonymChoice | null>(null)
  const [work, setWork] = useState<'idle' | { readonly stop: () => void } | { readonly failure: string }>('idle')
  const [progress, setProgress] = useState({ label: '', share: 0 })
  const busy = work !== 'idle' && 'stop' in work
  const progressLabel = progress.label === '' ? 'Beginning' : progress.label

  const format = formats.find(candidate => candidate.id === formatId)
  const takesAll = format?.extent === 'all'
  const scope = scopes.find(candidate => candidate.id === (takesAll ? 'all' : scopeId)) ?? scopes[0]
  const source = scope?.source ?? null
  const whole = takesAll ? of.whole : undefined
  const scopeRows = scope?.rows ?? 0
  const rows = whole?.rows ?? scopeRows
  const about = format?.about ?? 'nowhere'
  const withAbout = about === 'always' || (about !== 'nowhere' && (ownAbout ?? about === 'inside'))
  const tooMany = format?.limit !== undefined && rows > format.limit.rows ? format.limit : null
  const heldBytes = source === null ? 0 : (format?.heldBytes?.(source) ?? 0)
  const isTooLarge = heldBytes > MOST_HELD_BYTES
  const proposedName =
    scope === undefined || format === undefined
      ? ''
      : (format.fileName ?? exportName(whole?.subject ?? scope.subject, last, format.extension))
  const typedName = ownName ?? proposedName
  const fileName = savedFileName(typedName, format?.extension ?? '')

  const running = useRef<AbortController | null>(null)
  const stopUnseen = useEffectEvent(() => {
    if (running.current === null) return
    running.current.abort()
    onStopped(STOPPED)
  })
  // Other data or Escape take the form away: what goes on then could neither be seen nor stopped.
  useEffect(() => () => stopUnseen(), [])

  const attempt = async (action: (signal: AbortSignal) => Promise<string>): Promise<void> => {
    const abort = new AbortController()
    running.current = abort
    setWork({ stop: () => abort.abort() })
    setProgress({ label: '', share: 0 })
    try {
      const said = await action(abort.signal)
      running.current = null
      setWork('idle')
      onDone(said)
    } catch (error) {
      running.current = null
      if (abort.signal.aborted) setWork('idle')
      else setWork({ failure: error instanceof Error ? error.message : String(error) })
    }
  }
  const named = async (extent: 'rows' | 'all', signal: AbortSignal): Promise<Source> => {
    if (source === null) throw new Error(NOT_READY)
    if (pseudonyms === null) return source
    const key = readPseudonymKey(pseudonyms.key)
    if (key === null) throw new Error('Without a key that can be used there are no pseudonyms. Enter one, or switch them off.')
    return of.withPseudonyms(source, extent, { key, withPlaces: pseudonyms.withPlaces, work: followed('Making pseudonyms', signal) })
  }
  const followed = (label: string, signal: AbortSignal): Work => ({ signal, told: share => setProgress({ label, share }) })
  const under = pseudonyms === null ? '' : ', with pseudonyms'
  const save = (): Promise<void> =>
    attempt(async signal => {
      if (format === undefined || fileName === null) throw new Error(NOT_READY)
      const known = await named(format.extent, signal)
      const file = await format.write(known, { withAbout, separator }, followed('Writing the file', signal))
      // Stopped while the last piece was written: nothing is saved behind somebody's back.
      signal.throwIfAborted()
      onSave(file, fileName)
      return `Saved ${counted(rows, noun)} as ${fileName}${under}.`
    })
  const copy = (): Promise<void> =>
    attempt(async signal => {
      if (source === null) throw new Error(NOT_READY)
      const table = named('rows', signal).then(known => withAboutColumns(of.tableOf(known, ownAbout ?? false)))
      await onCopy(clipboardTable(table))
      signal.throwIfAborted()
      return `Copied ${counted(scopeRows, noun)} for a spreadsheet${under}.`
    })

  const cannot = busy || source === null || !isUsable(pseudonyms)
  return (
    <SheetForm onSubmit={() => void save()}>
      {scopes.length < 2 ? null : (
        <Choices
          legend={`Which ${noun}s`}
          options={scopes.map(({ id, label, rows: number, source: ready }) => ({
            value: id,
            label,
            explanation: ready === null ? 'being put in order' : counted(id === 'all' ? (whole?.rows ?? number) : number, noun),
          }))}
          value={scope?.id ?? scopeId}
          disabled={takesAll}
          onChange={setScopeId}
        />
      )}
      <Pills
        legend="As what"
        options={formats.map(({ id, label, description, needsEvents = false }) => ({
          value: id,
          label,
          explanation: description,
          disabled: needsEvents && of.hasEvents === false,
        }))}
        value={formatId}
        onChange={setFormatId}
      />
      <div className={css['options']}>
        {of.hasEvents === false ? <FormNote>What needs single events is not on offer: a rollup by weeks has none of them.</FormNote> : null}
        {takesAll ? (
          <p>
            {format.label}: always holds {format.holds ?? of.everything}.
          </p>
        ) : null}
        {format?.hasSeparator === true ? (
          <>
            <Segmented legend="Cells are separated by" options={SEPARATORS} value={separator} onChange={setSeparator} />
            <FormNote>Excel goes by the language of the computer. Proposed is what this browser’s language writes decimals with.</FormNote>
          </>
        ) : null}
        <Check
          label="Include the definition and the fingerprint of the data"
          checked={withAbout}
          disabled={about === 'always' || about === 'nowhere'}
          note={ABOUT_WORDS[about]}
          onChange={setOwnAbout}
        />
        <FormNote>{textsSaid(format?.id)}</FormNote>
        {heldBytes === 0 ? null : <FormNote>{heldSaid(heldBytes)}</FormNote>}
      </div>
      <PseudonymFields hasPlaces={of.hasPlaces} value={pseudonyms} onChange={setPseudonyms} />
      <Field
        label="File name"
        hint={fileName === null || fileName === typedName ? undefined : `It will be saved as ${fileName}.`}
        error={fileName === null ? 'A file needs a name. Enter one with a letter or a digit in it.' : null}
      >
        {input => (
          <input
            {...input}
            type="text"
            autoComplete="off"
            spellCheck={false}
            value={typedName}
            onChange={event => setOwnName(event.target.value)}
          />
        )}
      </Field>
      {tooMany === null ? null : (
        <Notice kind="caution" title={`${format?.label} holds ${counted(tooMany.rows, 'row')}, and here are ${count(rows)}.`}>
          {tooMany.instead}
        </Notice>
      )}
      {isTooLarge ? (
        <Notice
          kind="caution"
          title={`The file would have about ${bytes(heldBytes)}, and a browser can hold ${bytes(MOST_HELD_BYTES)} while it writes one.`}
        >
          Save the events as CSV or NDJSON, which take any number of them, and load them into a database with “The same as SQL”.
        </Notice>
      ) : null}
      {busy ? (
        <div className={css['working']}>
          <FormNote>{progressLabel}</FormNote>
          <Progress label={progressLabel} done={progress.share} total={1} />
        </div>
      ) : null}
      {work === 'idle' || busy ? null : (
        <Notice kind="failure" title="That did not work.">
          {work.failure}
        </Notice>
      )}
      {scopeRows > MOST_ROWS_TO_COPY ? (
        <FormNote>Up to {count(MOST_ROWS_TO_COPY)} rows can be copied; these are more, so save a file instead.</FormNote>
      ) : null}
      <FormActions>
        {busy ? <Button onClick={work.stop}>Cancel</Button> : null}
        {onCopyLink === undefined || busy ? null : (
          <Button icon="link" onClick={onCopyLink}>
            Copy link
          </Button>
        )}
        <Button icon="copy" disabled={cannot || scopeRows === 0 || scopeRows > MOST_ROWS_TO_COPY} onClick={() => void copy()}>
          Copy for a spreadsheet
        </Button>
        <Button kind="primary" type="submit" icon="download" disabled={cannot || tooMany !== null || isTooLarge || fileName === null}>
          {busy ? 'Working' : takesAll ? 'Save everything' : `Save ${counted(source === null ? 0 : rows, 'row')}`}
        </Button>
      </FormActions>
    </SheetForm>
  )
}

const SEPARATORS = [
  { value: 'comma', label: 'Commas, 1.5' },
  { value: 'semicolon', label: 'Semicolons, 1,5' },
] as const

/** What becomes of texts, by format. */
function textsSaid(format: string | undefined): string {
  switch (format) {
    case 'csv':
    case 'excel-csv':
    case 'exit':
    case 'events-csv':
    case 'weeks-csv':
      return 'Figures are written in full. A text that a spreadsheet would take for a formula gets an apostrophe in front.'
    case 'sqlite':
    case 'database':
      return 'Amounts and texts are written as they are.'
    default:
      return 'Figures are written in full, and texts as they are: in this format none is run.'
  }
}

/** Of the file's bytes, with all that goes into it: measured in Chromium. */
const MEMORY_OF_HELD = 5

function heldSaid(heldBytes: number): string {
  return `The file will have about ${bytes(heldBytes)}. While it is written it takes about ${bytes(MEMORY_OF_HELD * heldBytes)} of memory.`
}
