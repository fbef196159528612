import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inject, onTestFinished } from 'vitest'

/** A copy of the built app for one test to change; goes when the test is over. */
export async function copyOfBuild(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'worthwhile-changed-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  await cp(inject('builtAppFolder'), folder, { recursive: true })
  return folder
}
