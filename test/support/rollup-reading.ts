import { performance } from 'node:perf_hooks'
import type { Problem } from '../../src/base/problems.ts'
import { NO_CHOICES } from '../../src/clv/table-choices.ts'
import type { InputFile } from '../../src/intake/byte-source.ts'
import { unpackByLibrary } from '../../src/intake/unpack-library.ts'
import { DEFAULT_DEFINITION } from '../../src/ltv/definition.ts'
import { CustomerData } from '../../src/worker/customer-data.ts'
import { FileReading } from '../../src/worker/file-reading.ts'

/** Reads files as the reading thread does; none of them may be a problem. */
export async function customersOfFiles(...files: readonly InputFile[]): Promise<CustomerData> {
  const { data, problems } = await readFiles(...files)
  if (problems.length > 0 || !(data instanceof CustomerData)) throw new Error(`not read: ${JSON.stringify(problems)}`)
  return data
}

export async function readFiles(...files: readonly InputFile[]) {
  const reading = new FileReading(
    files,
    DEFAULT_DEFINITION,
    () => performance.now(),
    { progress() {}, soFar() {} },
    null,
    null,
    NO_CHOICES,
    unpackByLibrary,
  )
  const { data, problems } = await reading.run()
  return { data, problems: problems as readonly Problem[] }
}

export function textFile(path: string, content: string | Uint8Array<ArrayBuffer>): InputFile {
  return { path, content: new Blob([content]) }
}

/** What a table of weeks comes to. */
export function customersOfText(csv: string): Promise<CustomerData> {
  return customersOfFiles(textFile('weeks.csv', csv))
}
