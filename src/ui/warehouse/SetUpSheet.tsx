import { useState } from 'react'
import { setUpTexts } from '../../warehouse/set-up.ts'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { Field } from '../parts/Field.tsx'
import css from './SetUpSheet.module.css'

interface SetUpSheetProps {
  readonly open: boolean
  /** Where this page is served from, which the server must let in. */
  readonly pageOrigin: string
  readonly onClose: () => void
}

/** Statements that make a warehouse ready for this page, under one's own names. Nothing here runs anything. */
export function SetUpSheet({ open, pageOrigin, onClose }: SetUpSheetProps) {
  return (
    <Dialog open={open} kind="wide" title="SQL to set up a warehouse" onClose={onClose}>
      <SetUp pageOrigin={pageOrigin} />
    </Dialog>
  )
}

const NAMES = [
  { name: 'database', label: 'Database' },
  { name: 'table', label: 'Table' },
  { name: 'cluster', label: 'Cluster' },
  { name: 'user', label: 'User' },
] as const

function SetUp({ pageOrigin }: Pick<SetUpSheetProps, 'pageOrigin'>) {
  const [names, setNames] = useState({ database: 'shop', table: 'events', cluster: '', user: 'worthwhile' })
  const [done, setDone] = useState('')
  const isNamed = names.database !== '' && names.table !== '' && names.user !== ''
  const texts = isNamed ? setUpTexts({ ...names, cluster: names.cluster === '' ? null : names.cluster, pageOrigin }) : []
  const copy = (title: string, text: string): void => {
    const refused = (): void => setDone('The browser refused to copy. Select the text.')
    if (navigator.clipboard === undefined) refused()
    else navigator.clipboard.writeText(text).then(() => setDone(`Copied. ${title}`), refused)
  }
  return (
    <div className={css['sheet']}>
      <p>For those who look after the server, to be run there. This page changes nothing: it signs in as a user that only reads.</p>
      <div className={css['names']}>
        {NAMES.map(({ name, label }) => (
          <Field key={name} label={label} hint={name === 'cluster' ? 'Blank: a single server.' : undefined}>
            {input => (
              <input
                {...input}
                type="text"
                autoComplete="off"
                autoCapitalize="off"
                spellCheck={false}
                value={names[name]}
                onChange={event => setNames({ ...names, [name]: event.target.value.trim() })}
              />
            )}
          </Field>
        ))}
      </div>
      {/* The page's own status lies under the sheet, where nobody hears it. */}
      <p role="status" className={css['done']}>
        {done}
      </p>
      {texts.map(({ title, purpose, text }) => (
        <section key={title} aria-label={title}>
          <div className={css['head']}>
            <h3>{title}</h3>
            <Button icon="copy" aria-label={`Copy ${title}`} onClick={() => copy(title, text)}>
              Copy
            </Button>
          </div>
          <p className={css['purpose']}>{purpose}</p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
          <pre className={css['text']} tabIndex={0}>
            {text}
          </pre>
        </section>
      ))}
    </div>
  )
}
