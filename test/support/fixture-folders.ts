import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** An input and what must come of it: a folder with `input.*` and `expected.json`. */
export interface Fixture<Expected> {
  readonly name: string
  /** input.json, input.csv.gz … */
  readonly fileName: string
  readonly bytes: Buffer<ArrayBuffer>
  readonly expected: Expected
}

/** Every folder of test/fixtures/`kind`: adding one adds a test. What is expected is written by this project, and taken for what it says it is. */
export function fixtureFolders<Expected>(kind: string): Fixture<Expected>[] {
  const folder = fileURLToPath(new URL(`../fixtures/${kind}`, import.meta.url))
  return readdirSync(folder).map(name => {
    const fileName = readdirSync(join(folder, name)).find(file => file.startsWith('input.'))
    if (fileName === undefined) throw new Error(`test/fixtures/${kind}/${name} has no input.*`)
    return {
      name,
      fileName,
      bytes: readFileSync(join(folder, name, fileName)) as Buffer<ArrayBuffer>, // never over shared memory
      expected: JSON.parse(readFileSync(join(folder, name, 'expected.json'), 'utf8')) as Expected,
    }
  })
}
