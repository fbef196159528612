import { type FormEvent, useState } from 'react'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { Field } from '../parts/Field.tsx'
import css from './SealedSheet.module.css'
import { DEFAULT_TARGET, PLANNED, readTarget, runSelfTest, type Trial } from './self-test.ts'

type Run =
  | { readonly phase: 'before' }
  | { readonly phase: 'running' | 'done'; readonly target: string; readonly trials: readonly Trial[] }
  | { readonly phase: 'broken'; readonly reason: string }

/** What “Sealed” means, how to check it, and a self-test that really tries to get out. */
export function SealedSheet({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  return (
    <Dialog open={open} title="Sealed" onClose={onClose}>
      <Explanation />
      <SelfTest />
      <Policy />
    </Dialog>
  )
}

function Explanation() {
  return (
    <div className={css['prose']}>
      <p>
        Your files are read by this page on this computer, and the browser refuses the page every connection: to any server, from the page
        itself and from the worker that does the reading. The rule stands in the page, so it holds wherever the page is hosted. Following a
        link is the one thing no such rule can forbid, so no link here carries your data.
      </p>
      <h3>Check it yourself</h3>
      <ul>
        <li>Run the self-test below, against a server of your own if you like, and read that server’s log.</li>
        <li>Open the developer tools of the browser, choose Network, and drop a file: nothing is sent.</li>
        <li>Go offline. Everything keeps working, even after a reload.</li>
      </ul>
    </div>
  )
}

function SelfTest() {
  const [address, setAddress] = useState(DEFAULT_TARGET)
  const [run, setRun] = useState<Run>({ phase: 'before' })
  const read = readTarget(address, location.origin)

  const start = async (event: FormEvent) => {
    event.preventDefault()
    if (!('target' in read) || run.phase === 'running') return
    let trials = PLANNED
    setRun({ phase: 'running', target: read.target, trials })
    try {
      await runSelfTest(read.target, trial => {
        trials = trials.map(planned => (planned.from === trial.from && planned.name === trial.name ? trial : planned))
        setRun({ phase: 'running', target: read.target, trials })
      })
      setRun({ phase: 'done', target: read.target, trials })
    } catch (reason) {
      setRun({ phase: 'broken', reason: reason instanceof Error ? reason.message : String(reason) })
    }
  }

  return (
    <form className={css['test']} onSubmit={start} noValidate>
      <div className={css['controls']}>
        <Field label="Try to reach" error={'error' in read ? read.error : null}>
          {input => <input {...input} type="url" inputMode="url" value={address} onChange={event => setAddress(event.target.value)} />}
        </Field>
        <Button type="submit" kind="primary" disabled={run.phase === 'running' || 'error' in read}>
          Run the self-test
        </Button>
      </div>
      <p role="status" className={css['verdict']}>
        {verdictSentence(run)}
      </p>
      {'trials' in run ? <Trials trials={run.trials} /> : null}
    </form>
  )
}

function Trials({ trials }: { readonly trials: readonly Trial[] }) {
  return (
    <table className={css['trials']}>
      <caption>Ways out that were tried</caption>
      <thead>
        <tr>
          <th scope="col">From</th>
          <th scope="col">Way</th>
          <th scope="col">Result</th>
        </tr>
      </thead>
      <tbody>
        {trials.map(trial => (
          <tr key={`${trial.from} ${trial.name}`}>
            <td>{trial.from}</td>
            <th scope="row">{trial.name}</th>
            <td>
              <Result trial={trial} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Result({ trial: { outcome } }: { readonly trial: Trial }) {
  if (outcome === null) return <span className={css['waiting']}>not tried yet</span>
  const words = outcome.words === '' ? null : <small>{outcome.words}</small>
  switch (outcome.verdict) {
    case 'blocked':
      return (
        <>
          <b className={css['blocked']}>Blocked</b> by {outcome.directive} {words}
        </>
      )
    case 'reached':
      return <b className={css['reached']}>NOT BLOCKED</b>
    case 'unclear':
      return (
        <>
          <b className={css['unclear']}>Failed</b> but the browser does not say that the policy refused it {words}
        </>
      )
    default:
      return outcome.verdict satisfies never
  }
}

function Policy() {
  // In the development server the page has no policy; the self-test then shows what an unsealed page can do.
  const policy = document.querySelector<HTMLMetaElement>('meta[http-equiv="Content-Security-Policy"]')?.content
  return (
    <details className={css['policy']}>
      <summary>The rule, word for word</summary>
      {policy === undefined ? (
        <p>This page has none: it is a development build.</p>
      ) : (
        <ul>
          {policy.split('; ').map(directive => (
            <li key={directive} className={css['directive']}>
              {directive}
            </li>
          ))}
        </ul>
      )}
    </details>
  )
}

/** One sentence on where the self-test stands. */
function verdictSentence(run: Run): string {
  if (run.phase === 'before') return ''
  if (run.phase === 'broken') return `The self-test could not be finished: ${run.reason}`
  const count = (verdict: string) => run.trials.filter(({ outcome }) => outcome?.verdict === verdict).length
  if (run.phase === 'running') return `Trying to reach ${run.target}: ${count('blocked')} of ${run.trials.length} blocked so far.`
  const [reached, unclear] = [count('reached'), count('unclear')]
  if (reached > 0) return `${reached} of ${run.trials.length} ways to ${run.target} were NOT BLOCKED.`
  if (unclear > 0) return `Nothing reached ${run.target}, but for ${unclear} of ${run.trials.length} ways the browser does not say why.`
  return `All ${run.trials.length} ways to ${run.target} were blocked by the browser.`
}
