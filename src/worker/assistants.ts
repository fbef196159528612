import type { InputFile } from '../intake/byte-source.ts'

/** Files that are smaller together are read before another thread has started. */
const WORTH_ASSISTING_BYTES = 16 * 1024 * 1024
/**
 * Where there is one more core only, it hands over the bytes and draws the page. An assistant on it pays late: by turns on two virtual cores, 65 MB of CSV took 0.74 s
 * without and 0.90 s with one, 300 MB of NDJSON 1.6 and 1.9 s, a GB 4.4 and 4.2 s.
 */
const WORTH_THE_LAST_CORE_BYTES = 512 * 1024 * 1024
/** One that fetches and unpacks, and two that find records. More would wait: taking in is what takes longest. */
const MOST_ASSISTANTS = 3

/** How many threads are to read files ahead of the one that takes them in. One fetches, unpacks and finds records; of several, the first fetches and unpacks, and the others find. */
export function assistantsFor(files: readonly InputFile[], cores: number): number {
  const bytes = files.reduce((sum, { content }) => sum + content.size, 0)
  const otherCores = Math.max(0, cores - 1)
  if (bytes < WORTH_ASSISTING_BYTES) return 0
  if (otherCores === 1 && bytes < WORTH_THE_LAST_CORE_BYTES && !files.some(isPacked)) return 0
  return Math.min(otherCores, MOST_ASSISTANTS)
}

/** Unpacking is worth a thread of its own. By the name, which is wrong at the cost of speed alone. */
function isPacked({ path }: InputFile): boolean {
  return /\.(?:gz|zip|zst)$/i.test(path)
}
