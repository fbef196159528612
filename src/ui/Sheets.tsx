import type { InputFile } from '../intake/byte-source.ts'
import { rememberReopening } from '../keep/reopening.ts'
import { DEFAULT_DEFINITION } from '../ltv/definition.ts'
import { exportFile, exportName, REJECT_FORMATS } from '../share/export.ts'
import { app, useApp } from '../store/app-store.ts'
import { kept, useKept } from '../store/kept-store.ts'
import { isWaiting, type Session, shownData } from '../store/session.ts'
import { DEFAULT_PREDICTION } from '../store/view.ts'
import type { Summary } from '../worker/protocol.ts'
import { AboutSheet } from './about/AboutSheet.tsx'
import { DataSheet } from './data/DataSheet.tsx'
import type { KeepOnDeviceProps } from './data/KeepOnDevice.tsx'
import type { RejectFormat } from './data/RejectList.tsx'
import { DefinitionSheet } from './definition/DefinitionSheet.tsx'
import { ExportSheet } from './export/ExportSheet.tsx'
import { saveBlob } from './export/save-blob.ts'
import { reloadIntoNewVersion, useOffline } from './offline.ts'
import type { Sheet } from './open-sheet.ts'
import { useSay } from './parts/Status.tsx'
import { PredictionSheet } from './predict/PredictionSheet.tsx'
import { ReportSheet } from './report/ReportSheet.tsx'
import { SealedSheet } from './sealed/SealedSheet.tsx'
import { SqlSheet } from './sql/SqlSheet.tsx'
import { PasteSheet } from './start/PasteSheet.tsx'
import { StoresExportSheet } from './stores/StoresExportSheet.tsx'
import type { TakeFiles } from './use-take-files.ts'

interface SheetsProps {
  readonly sheet: Sheet | null
  readonly session: Session
  readonly pasted: string
  readonly onFiles: TakeFiles
  readonly onCopyLink: () => void
  readonly onClose: () => void
}

/** All sheets of the page, of which one at most is open. They stay in place while closed, so that closing can return the focus. */
export function Sheets({ sheet, session, pasted, onFiles, onCopyLink, onClose }: SheetsProps) {
  const definition = useApp(state => state.view.definition)
  const prediction = useApp(state => state.view.prediction)
  const x = useApp(state => state.view.x)
  const theme = useApp(state => state.theme)
  const offline = useOffline()
  const loaded = shownData(session)
  const rememberedTables = useApp(state => state.rememberedTables)
  const say = useSay()
  const { setDefinition, setView, setTheme, forget, forgetTableChoices } = app.getState()
  return (
    <>
      <Data sheet={sheet} session={session} onFiles={onFiles} onForget={forget} onClose={onClose} />
      {loaded?.report !== 'stores' ? null : (
        <StoresExportSheet open={sheet === 'export'} loaded={loaded} onCopyLink={onCopyLink} onClose={onClose} />
      )}
      {loaded?.report !== 'customers' ? null : (
        <>
          <DefinitionSheet
            open={sheet === 'definition'}
            ranking={loaded.ranking}
            directory={loaded.directory}
            dataFirst={loaded.summary.first}
            dataLast={loaded.summary.last}
            limits={loaded.summary.weeks}
            busy={loaded.redefining}
            definition={definition}
            onChange={setDefinition}
            onReset={() => setDefinition(DEFAULT_DEFINITION)}
            onClose={onClose}
          />
          <PredictionSheet
            open={sheet === 'prediction'}
            choices={prediction}
            dataFirst={loaded.summary.first}
            dataLast={loaded.summary.last}
            onChange={(choices, history) => setView({ prediction: choices }, history)}
            onReset={() => setView({ prediction: DEFAULT_PREDICTION })}
            onClose={onClose}
          />
          <ExportSheet open={sheet === 'export'} loaded={loaded} onCopyLink={onCopyLink} onClose={onClose} />
          <ReportSheet open={sheet === 'report'} loaded={loaded} onClose={onClose} />
          <SqlSheet open={sheet === 'sql'} definition={definition} x={x} onClose={onClose} />
        </>
      )}
      <PasteSheet
        open={sheet === 'paste'}
        initialText={pasted}
        canAdd={loaded !== null && !isWaiting(loaded)}
        onPaste={onFiles}
        onClose={onClose}
      />
      <SealedSheet open={sheet === 'sealed'} onClose={onClose} />
      <AboutSheet
        open={sheet === 'about'}
        theme={theme}
        offline={offline}
        rememberedTables={rememberedTables}
        onForgetTables={() => {
          forgetTableChoices()
          say('Forgotten. The page asks again when such a table is opened.', true)
        }}
        onTheme={setTheme}
        onReload={reloadIntoNewVersion}
        onClose={onClose}
      />
    </>
  )
}

interface DataProps extends Pick<SheetsProps, 'sheet' | 'session' | 'onFiles' | 'onClose'> {
  readonly onForget: () => void
}

/** The data on screen, or the records of a failed reading of which every one was left out. */
function Data({ sheet, session, onFiles, onForget, onClose }: DataProps) {
  const say = useSay()
  const loaded = shownData(session)
  const keep = useKeepOnDevice(loaded?.files ?? [])
  const rejectedOnly = session.phase === 'failed' && sheet === 'rejects' ? session.rejected : null
  const summary = rejectedOnly ?? loaded?.summary
  if (summary === undefined) return null
  const save = (format: RejectFormat): void => {
    void saveRejects(summary, format).then(name => say(`Saved ${name}.`, true))
  }
  return (
    <DataSheet
      open={sheet === 'data' || sheet === 'rejects'}
      atRejects={sheet === 'rejects'}
      title={rejectedOnly === null ? `The data: ${loaded?.label ?? ''}` : 'What was left out'}
      summary={summary}
      problems={rejectedOnly === null ? (loaded?.problems ?? []) : []}
      keep={rejectedOnly === null ? keep : null}
      actions={
        rejectedOnly === null
          ? {
              onAdd: gathered => onFiles(gathered, 'add'),
              onForget: () => {
                onClose()
                onForget()
                void kept.getState().forget()
                void rememberReopening(null)
              },
            }
          : null
      }
      onSaveRejects={save}
      onClose={onClose}
    />
  )
}

/** What is kept, beside the files that are shown. */
function useKeepOnDevice(files: readonly InputFile[]): KeepOnDeviceProps {
  const { kept: state, failure } = useKept(all => all)
  const shownBytes = files.reduce((sum, { content }) => sum + content.size, 0)
  const isShown =
    state.phase === 'kept' && state.bytes === shownBytes && files.map(({ path }) => path).join('\n') === state.paths.join('\n')
  return {
    kept: state,
    failure,
    shownBytes: files.length === 0 ? null : shownBytes,
    isShown,
    onKeep: () => void kept.getState().keep(files),
    onForget: () => void kept.getState().forget(),
  }
}

async function saveRejects(summary: Summary, id: RejectFormat): Promise<string> {
  const format = REJECT_FORMATS.find(candidate => candidate.id === id)
  if (format === undefined) throw new Error(`there is no format “${id}” for rejects`)
  const name = exportName('left out', summary.last, format.extension)
  saveBlob(await exportFile(format, summary), name)
  return name
}
