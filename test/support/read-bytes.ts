import type { InputFile } from '../../src/intake/byte-source.ts'
import { DEFAULT_DEFINITION } from '../../src/ltv/definition.ts'
import { createDataset, type Dataset, summary } from '../../src/ltv/index.ts'
import type { DatasetSummary } from '../../src/ltv/results.ts'
import { FileReading, type FilesRead } from '../../src/worker/file-reading.ts'

/** Reads files as the app's thread does, through the real intake into the real data set, without telling how it goes. */
export async function readFiles(files: readonly InputFile[]): Promise<EventsRead> {
  return eventsRead(await new FileReading(files, DEFAULT_DEFINITION, () => performance.now(), { progress() {}, soFar() {} }).run())
}

/** Reads bytes as the file of that name. */
export async function readBytes(
  path: string,
  bytes: Uint8Array<ArrayBuffer> | string,
): Promise<EventsRead & { readonly summary: DatasetSummary }> {
  const result = await readFiles([{ path, content: new Blob([bytes]) }])
  return { ...result, summary: summary(result.dataset) }
}

/** What was read from files of events; an empty data set when nothing was. */
export interface EventsRead extends FilesRead {
  readonly dataset: Dataset
}

export function eventsRead(read: FilesRead): EventsRead {
  return { ...read, dataset: read.data?.report === 'customers' ? read.data.dataset : createDataset() }
}
