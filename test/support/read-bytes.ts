import { type ReadResult, readDataset } from '../../src/cli/read-dataset.ts'
import { summary } from '../../src/ltv/index.ts'
import type { DatasetSummary } from '../../src/ltv/results.ts'

/** Reads bytes as the file of that name, through the real intake into the real data set. */
export async function readBytes(
  path: string,
  bytes: Uint8Array<ArrayBuffer> | string,
): Promise<ReadResult & { readonly summary: DatasetSummary }> {
  const result = await readDataset([{ path, content: new Blob([bytes]) }])
  return { ...result, summary: summary(result.dataset) }
}
