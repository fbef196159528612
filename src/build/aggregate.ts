import { openAsBlob } from 'node:fs'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { NO_CHOICES } from '../clv/table-choices.ts'
import { unpackByLibrary } from '../intake/unpack-library.ts'
import { DEFAULT_DEFINITION, type Definition } from '../ltv/definition.ts'
import { weekTable } from '../ltv/index.ts'
import { parquet } from '../share/parquet.ts'
import { pseudonymousWeeks } from '../share/pseudonymous.ts'
import { weeksTable } from '../share/week-rows.ts'
import { unwatched } from '../share/work.ts'
import { FileReading } from '../worker/file-reading.ts'

export interface Aggregating {
  readonly weekStart: Definition['weekStart']
  /** Customers go by pseudonyms under this key; null for their ids. */
  readonly key: string | null
}

export interface Aggregated {
  /** A Parquet file of weeks. */
  readonly path: string
  /** The folder that was made for it, to be removed when it has been used. */
  readonly folder: string
  /** What was read and what came of it, in one sentence, and what was wrong with files, one each. */
  readonly said: readonly string[]
}

/**
 * Reads files of events or orders as the page does, and writes what each customer did in each week: no single event, no name and no place goes on.
 *
 * @throws Error when nothing could be read, or the files are of stores
 */
export async function aggregate(paths: readonly string[], { weekStart, key }: Aggregating): Promise<Aggregated> {
  const files = await Promise.all(paths.map(async path => ({ path: basename(path), content: await openAsBlob(path) })))
  const silent = { progress() {}, soFar() {} }
  const reading = new FileReading(files, DEFAULT_DEFINITION, () => performance.now(), silent, null, null, NO_CHOICES, unpackByLibrary)
  const { data, problems } = await reading.run()
  const told = problems.map(({ file, message, wayOut }) => `${file === null ? '' : `${file}: `}${message} ${wayOut}`)
  if (data === null || data.report !== 'customers')
    throw new Error(['--aggregated needs files of customers: their events, orders, or weeks.', ...told].join('\n'))
  const { read, accepted, rejected } = data.counts()
  if (accepted === 0) throw new Error([`None of ${read} records could be used.`, ...told].join('\n'))
  const weeks = weekTable(data.dataset, { weekStart })
  const named = key === null ? weeks : await pseudonymousWeeks(weeks, { key, withPlaces: false, work: unwatched() })
  const folder = await mkdtemp(join(tmpdir(), 'worthwhile-weeks-'))
  const path = join(folder, 'weeks.parquet')
  await writeFile(path, parquet(weeksTable(named)))
  const from = named.rows.weekStart === 'sunday' ? 'Sunday' : 'Monday'
  return {
    path,
    folder,
    said: [
      `${read} records read = ${accepted} used + ${rejected} left out: ${named.byId.length} customers, ${named.rows.length} weeks from ${from}.`,
      ...told,
    ],
  }
}
