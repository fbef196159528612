import { type FormEvent, useState } from 'react'
import type { WarehouseProblem } from '../../warehouse/problems.ts'
import type { ServerSettings } from '../../warehouse/warehouse.ts'
import { Button } from '../parts/Button.tsx'
import { Field } from '../parts/Field.tsx'
import { Icon } from '../parts/Icon.tsx'
import { TwoPanes } from '../parts/TwoPanes.tsx'
import css from './ConnectScreen.module.css'
import { readServer } from './one-server.ts'
import { ProblemNotice } from './ProblemNotice.tsx'

/** What was typed, besides user and password. Database and table may be blank: then they are chosen from what is there. */
export interface Wish {
  readonly origin: string
  readonly settings: ServerSettings
  readonly database: string
  readonly table: string
}

interface ConnectScreenProps {
  /** The only origin that the page can still reach; null while it has reached for none. */
  readonly bound: string | null
  readonly isConnecting: boolean
  /** Why the last attempt came to nothing, or null. */
  readonly problem: WarehouseProblem | null
  /** The page itself came over https, so that browsers refuse it plain http. */
  readonly isSafePage: boolean
  readonly onConnect: (wish: Wish) => void
  readonly onCancel: () => void
  readonly onReload: () => void
  readonly onSetUp: () => void
  readonly onReach: () => void
}

/** Names of servers and their things are no words of a language. */
const PLAIN = { type: 'text', autoCapitalize: 'off', spellCheck: false } as const

/** Which server, as whom, and which table. Nothing of it is kept, and nothing is filled in from anywhere but a password manager. */
export function ConnectScreen(props: ConnectScreenProps) {
  const { bound, isConnecting, problem, isSafePage, onConnect, onCancel, onReload, onSetUp, onReach } = props
  const [server, setServer] = useState('')
  const [user, setUser] = useState('')
  const [password, setPassword] = useState('')
  const [database, setDatabase] = useState('')
  const [table, setTable] = useState('')
  // A field that nobody has finished typing into is not at fault yet.
  const [isJudged, setIsJudged] = useState(false)
  const read = readServer(server, isSafePage)
  const isElsewhere = 'origin' in read && bound !== null && read.origin !== bound
  const fault = 'error' in read ? read.error : isElsewhere ? `This page has been tied to ${bound} and can reach nobody else.` : null

  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setIsJudged(true)
    if (!('origin' in read) || isElsewhere || isConnecting) return
    const { origin, url } = read
    onConnect({ origin, settings: { url, user: user.trim(), password }, database: database.trim(), table: table.trim() })
  }

  return (
    <TwoPanes
      sideLabel="What this page may do"
      side={
        <div className={css['side']}>
          <section>
            <h2>
              <Icon name="link" /> Not the sealed page
            </h2>
            <p>
              The <a href="./">page for files</a> cannot contact any server. This one has to: it connects to the one server you type, and
              nobody else. From the moment you press Connect the browser refuses it every other address, until it is loaded anew.{' '}
              <Button kind="link" onClick={onReach}>
                What it may reach
              </Button>
            </p>
          </section>
          <section>
            <h2>User and password</h2>
            <p>
              They stay in this tab’s memory and travel in the header of each request, never in an address. They are stored nowhere and are
              in no link; closing or reloading the tab forgets them. Use a user that may only read.
            </p>
          </section>
          <section>
            <h2>Nothing set up yet?</h2>
            <p>
              <Button kind="link" onClick={onSetUp}>
                SQL to copy
              </Button>
              : a table for events, a user that only reads, what lets a browser in, and a view for events that came as JSON.
            </p>
          </section>
        </div>
      }
    >
      <div className={css['content']}>
        <h1>Who are the best customers in your warehouse?</h1>
        <p className={css['lead']}>
          Events that lie in ClickHouse need not be moved. This page asks your server, which does the adding up; only the answers come here.
        </p>
        {problem === null ? null : <ProblemNotice problem={problem} />}
        <form className={css['form']} onSubmit={submit} noValidate>
          <Field
            label="Server"
            hint="As its HTTP interface is reached: https://warehouse.example:8443"
            error={(isJudged && server !== '') || isElsewhere ? fault : null}
          >
            {input => (
              <input
                {...input}
                type="url"
                inputMode="url"
                required
                autoComplete="off"
                autoCapitalize="off"
                spellCheck={false}
                value={server}
                onChange={event => setServer(event.target.value)}
                onBlur={() => setIsJudged(true)}
              />
            )}
          </Field>
          {isElsewhere ? (
            <p>
              <Button kind="link" onClick={onReload}>
                Load the page anew
              </Button>{' '}
              to connect to another server. Nothing that was typed is kept.
            </p>
          ) : null}
          <div className={css['pair']}>
            <Field label="User">
              {input => (
                <input {...input} {...PLAIN} autoComplete="username" value={user} onChange={event => setUser(event.target.value)} />
              )}
            </Field>
            <Field label="Password">
              {input => (
                <input
                  {...input}
                  type="password"
                  autoComplete="current-password"
                  value={password}
                  onChange={event => setPassword(event.target.value)}
                />
              )}
            </Field>
            <Field label="Database" hint="Blank: choose from what is there.">
              {input => (
                <input {...input} {...PLAIN} autoComplete="off" value={database} onChange={event => setDatabase(event.target.value)} />
              )}
            </Field>
            <Field label="Table or view of events">
              {input => <input {...input} {...PLAIN} autoComplete="off" value={table} onChange={event => setTable(event.target.value)} />}
            </Field>
          </div>
          <div className={css['actions']}>
            <Button type="submit" kind="primary" disabled={isConnecting || server.trim() === '' || fault !== null}>
              Connect
            </Button>
            {isConnecting ? (
              <>
                <Button onClick={onCancel}>Cancel</Button>
                <span role="status">Connecting…</span>
              </>
            ) : null}
          </div>
        </form>
      </div>
    </TwoPanes>
  )
}
