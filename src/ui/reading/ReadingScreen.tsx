import type { Session } from '../../store/session.ts'
import type { Recipe } from '../../worker/protocol.ts'
import { Button } from '../parts/Button.tsx'
import { Notice } from '../parts/Notice.tsx'
import { Progress } from '../parts/Progress.tsx'
import { bytes, count, counted } from '../words/numbers.ts'
import { pace } from './pace.ts'
import css from './ReadingScreen.module.css'
import { SoFarTable } from './SoFarTable.tsx'

type ReadingSession = Extract<Session, { phase: 'reading' }>

interface ReadingScreenProps {
  readonly session: ReadingSession
  readonly onCancel: () => void
  readonly onKeepWaiting: () => void
}

/** More files than this are summed up rather than listed. */
const LISTED_FILES = 12

/** What is being read, how far, and what it looks like so far. A sample shop is first made, as a file that is then read like any other. */
export function ReadingScreen({ session, onCancel, onKeepWaiting }: ReadingScreenProps) {
  const { progress, previous, mode, sample } = session
  const made = sample !== null && (progress === null || progress.bytesRead === 0) ? (progress?.bytesTotal ?? 0) : null
  return (
    <div className={css['reading']}>
      <div className={css['head']}>
        <h1>{made === null ? `${mode === 'add' ? 'Adding' : 'Reading'} ${session.label}` : `Making the ${session.label.toLowerCase()}`}</h1>
        <Button onClick={onCancel}>Cancel</Button>
      </div>
      {made === null || sample === null ? (
        <ReadSoFar label={session.label} progress={progress} />
      ) : (
        <MadeSoFar label={session.label} recipe={sample} made={made} />
      )}
      {session.silent ? (
        <Notice
          kind="caution"
          title="Nothing has been heard from the reader for 15 seconds."
          actions={
            <>
              <Button onClick={onKeepWaiting}>Keep waiting</Button>
              <Button onClick={onCancel}>Stop</Button>
            </>
          }
        >
          It may be busy with a very large record, or stuck. Stopping keeps everything that was shown before.
        </Notice>
      ) : null}
      {previous === null ? null : (
        <p className={css['previous']}>
          {mode === 'add'
            ? `These files are being added to the data shown before (${previous.label}), which stays as it is until they are read.`
            : `The data shown before (${previous.label}) stays until this is read. Cancel takes you back to it.`}
        </p>
      )}
      {progress !== null && progress.files.length > 1 ? <FileList files={progress.files} /> : null}
      {made === null ? <SoFarTable rows={session.soFar} /> : null}
    </div>
  )
}

function ReadSoFar({ label, progress }: Pick<ReadingSession, 'label' | 'progress'>) {
  const moving = progress === null ? null : pace(progress)
  return (
    <>
      <Progress label={`Read of ${label}`} done={progress?.bytesRead ?? 0} total={progress?.bytesTotal ?? 0} />
      <dl className={css['facts']}>
        <Fact name="Read" value={progress === null ? '–' : `${bytes(progress.bytesRead)} of ${bytes(progress.bytesTotal)}`} />
        <Fact name="Events" value={progress === null ? '–' : count(progress.events)} />
        <Fact name="Left out" value={progress === null ? '–' : count(progress.rejected)} />
        <Fact name="Speed" value={moving?.speed ?? '–'} />
        <Fact name="Time left" value={moving?.left ?? '–'} />
      </dl>
    </>
  )
}

/** How large the file will be is not known before it is made. */
function MadeSoFar({ label, recipe, made }: { readonly label: string; readonly recipe: Recipe; readonly made: number }) {
  return (
    <>
      <Progress label={`Made of the ${label.toLowerCase()}`} done={0} total={0} />
      <p className={css['previous']}>
        {recipeWords(recipe)} are being made up from seed {recipe.seed}
        {made === 0 ? '' : `: ${bytes(made)} so far`}. Then they are read like any other file.
      </p>
    </>
  )
}

function recipeWords(recipe: Recipe): string {
  return 'stores' in recipe
    ? `${counted(recipe.transactions, 'transaction')} of ${counted(recipe.stores, 'store')}`
    : `${counted(recipe.events, 'event')} of ${counted(recipe.customers, 'customer')}`
}

function Fact({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  )
}

function FileList({ files }: { readonly files: NonNullable<ReadingSession['progress']>['files'] }) {
  const done = files.filter(file => file.bytesRead >= file.bytes).length
  const unfinished = files.filter(file => file.bytesRead < file.bytes)
  const listed = files.length <= LISTED_FILES ? files : unfinished.slice(0, LISTED_FILES)
  return (
    <section aria-labelledby="files-title">
      <h2 id="files-title" className={css['title']}>
        {counted(files.length, 'file')}, {count(done)} read
      </h2>
      <ul className={css['files']}>
        {listed.map(file => (
          <li key={file.path}>
            <span className={css['path']}>{file.path}</span>
            <Progress label={file.path} done={file.bytesRead} total={file.bytes} />
            <span className={css['amount']}>
              {bytes(file.bytesRead)} of {bytes(file.bytes)}
            </span>
          </li>
        ))}
      </ul>
      {listed.length < unfinished.length ? (
        <p className={css['previous']}>and {counted(unfinished.length - listed.length, 'more file')} waiting</p>
      ) : null}
    </section>
  )
}
