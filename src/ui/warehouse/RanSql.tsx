import { useState } from 'react'
import type { RanQuery } from '../../warehouse/warehouse.ts'
import { Button } from '../parts/Button.tsx'
import { TextBox } from '../parts/TextToCopy.tsx'
import { bytes, count, decimal } from '../words/numbers.ts'
import css from './RanSql.module.css'

interface RanSqlProps {
  /** What the queries were run for, as “the top 10”. */
  readonly subject: string
  readonly ran: readonly RanQuery[]
}

/** The SQL that an answer was made with, word for word, to look at and to copy. */
export function RanSql({ subject, ran }: RanSqlProps) {
  const [done, setDone] = useState('')
  const copy = (): void => {
    const refused = (): void => setDone('The browser refused to copy. Select the text.')
    if (navigator.clipboard === undefined) refused()
    else navigator.clipboard.writeText(ran.map(copiedText).join('\n')).then(() => setDone('Copied.'), refused)
  }
  return (
    <details className={css['ran']}>
      <summary>
        The SQL run for {subject} <small>{costWords(ran)}</small>
      </summary>
      <div className={css['actions']}>
        <Button icon="copy" aria-label={`Copy the SQL run for ${subject}`} onClick={copy}>
          Copy
        </Button>
        <span role="status">{done}</span>
      </div>
      {ran.map(({ sql, parameters }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: queries stand in the order in which they ran
        <div key={index}>
          <TextBox>{sql}</TextBox>
          {Object.keys(parameters).length === 0 ? null : (
            <dl className={css['parameters']}>
              {Object.entries(parameters).map(([name, value]) => (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
          )}
        </div>
      ))}
    </details>
  )
}

/** As clickhouse-client takes it: values first, by SET param_name. */
function copiedText({ sql, parameters }: RanQuery): string {
  const settings = Object.entries(parameters).map(([name, value]) => `SET param_${name} = '${value.replaceAll(/['\\]/g, '\\$&')}';\n`)
  return `${settings.join('')}${sql}`
}

function costWords(ran: readonly RanQuery[]): string {
  const total = (of: (query: RanQuery) => number): number => ran.reduce((sum, query) => sum + of(query), 0)
  return `${decimal(total(query => query.milliseconds) / 1000, 2)} s, ${count(total(query => query.rowsRead))} rows, ${bytes(total(query => query.bytesRead))} read`
}
