import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Files that other people wrote for the same task, and inputs that break readers. They lie beside the repository where they are had; tests skip visibly otherwise. */
const root = join(import.meta.dirname, '../../../shared/data')

export const sharedPath = (...parts: string[]): string => join(root, ...parts)

export const hasShared = (...parts: string[]): boolean => existsSync(sharedPath(...parts))

export const readShared = (...parts: string[]): Buffer<ArrayBuffer> => readFileSync(sharedPath(...parts)) as Buffer<ArrayBuffer> // never over shared memory

type ExpectedRow = readonly [customer: string, ltv: number, revenue: number, visits: number, weeks: number]

/** One entry of shutterfly/expected.json. */
export interface ExpectedReport {
  readonly read: number
  readonly accepted: number
  readonly rejected: Readonly<Record<string, number>>
  readonly customers: number
  readonly weeks: number
  readonly dataset: readonly ExpectedRow[]
  readonly customer: readonly ExpectedRow[]
}

/** Path under shutterfly/ → expected report; empty when the folder is absent. */
export function expectedReports(): [path: string, expected: ExpectedReport][] {
  if (!hasShared('shutterfly', 'expected.json')) return []
  // The file's shape is given by its README.
  const reports = JSON.parse(readShared('shutterfly', 'expected.json').toString('utf8')) as Record<string, ExpectedReport>
  return Object.entries(reports)
}
