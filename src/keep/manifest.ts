import { crc32 } from '../intake/containers/crc32.ts'

/** What one generation of kept files consists of. */
export interface Manifest {
  /** Counts up: the highest one that is whole is the newest. */
  readonly generation: number
  /** Milliseconds UTC. */
  readonly keptAt: number
  readonly files: readonly KeptFile[]
}

export interface KeptFile {
  /** As it was dropped: “export/may.json”. */
  readonly path: string
  readonly bytes: number
  readonly crc32: number
}

const FORMAT = 'worthwhile-kept-1'

/** The manifest as one line with a sum over it behind: half a manifest is none. */
export function manifestText(manifest: Manifest): string {
  const line = JSON.stringify({ format: FORMAT, ...manifest })
  return `${line}\n${sumOf(line)}\n`
}

/** What a text says, or null when it is not whole or not of this format. */
export function readManifest(text: string): Manifest | null {
  const [line = '', sum, end] = text.split('\n')
  if (sum !== sumOf(line) || end !== '') return null
  // `as`: whatever the sum is right for was written by `manifestText`, of this format or of another.
  const { format, ...manifest } = JSON.parse(line) as Manifest & { readonly format: string }
  return format === FORMAT ? manifest : null
}

function sumOf(line: string): string {
  return crc32(0, new TextEncoder().encode(line)).toString(16).padStart(8, '0')
}
