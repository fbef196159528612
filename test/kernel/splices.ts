import { readdirSync } from 'node:fs'
import { eventFixtures } from '../support/event-fixtures.ts'
import { hasShared, readShared, sharedPath } from '../support/shared-data.ts'

const MOST_BYTES = 20_000

/** Pieces that mutants are spliced from: our own fixtures and, where it is there, the JSON test suite. */
export function splices(): readonly Uint8Array[] {
  const suite = ['hostile', 'json-test-suite', 'test_parsing']
  const hostile = hasShared(...suite) ? readdirSync(sharedPath(...suite)).map(name => readShared(...suite, name)) : []
  return [...eventFixtures().map(({ bytes }) => bytes), ...hostile].filter(bytes => bytes.length > 0 && bytes.length < MOST_BYTES)
}
