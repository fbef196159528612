import { useState } from 'react'
import { setUpTexts } from '../../warehouse/set-up.ts'
import { Dialog } from '../parts/Dialog.tsx'
import { Field } from '../parts/Field.tsx'
import { TextSheet, TextToCopy } from '../parts/TextToCopy.tsx'
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
    <TextSheet
      done={done}
      head={
        <>
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
        </>
      }
    >
      {texts.map(({ title, purpose, text }) => (
        <TextToCopy key={title} title={title} purpose={purpose} text={text} onCopy={() => copy(title, text)} />
      ))}
    </TextSheet>
  )
}
