import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Run } from './contestants.ts'
import type { BenchFile } from './files.ts'

export async function nativeDuckdb(file: BenchFile): Promise<Run> {
  const script = join(import.meta.dirname, 'contestants/duckdb-native.ts')
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', script, file.path])
  // `as`: what that script prints.
  return JSON.parse(stdout) as Run
}
