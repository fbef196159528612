import { inWorker } from './bare-page.ts'
import type { BenchFile, Format } from './files.ts'
import { nativeDuckdb } from './native-process.ts'
import type { TimedReading } from './page.ts'
import type { Stage } from './stage.ts'
import { OWN_CORES, worthwhile } from './worthwhile.ts'

/** Bytes over what the process had when it was idle; null where the system does not tell. */
export interface Memory {
  readonly peakBytes: number | null
  /** With the answer given and nothing let go. */
  readonly heldBytes: number | null
}

export interface Run extends TimedReading, Memory {
  /** Until the last byte was read; the rest went into the ranking. */
  readonly bytesMilliseconds?: number
}

export interface Contestant {
  readonly name: string
  readonly formats: readonly Format[]
  /** Does less than the others, so that what they do can be measured against it. */
  readonly isFloor: boolean
  /** In a fresh process, started and ready before the clock starts. */
  run(file: BenchFile, stage: Stage): Promise<Run>
}

export const OURS = 'Worthwhile'

/** To add one: a file in `contestants/` that ends with `contest`, and a line here. */
export const CONTESTANTS: readonly Contestant[] = [
  { name: 'bytes only: stream', formats: ['ndjson'], isFloor: true, run: inWorker('stream') },
  { name: 'bytes only: 4 BYOB readers', formats: ['ndjson'], isFloor: true, run: inWorker('byob') },
  { name: 'bytes only: slices of 1 MiB', formats: ['ndjson'], isFloor: true, run: inWorker('slices') },
  { name: 'DecompressionStream only', formats: ['ndjson.gz'], isFloor: true, run: inWorker('inflate') },
  { name: OURS, formats: ['ndjson', 'json', 'csv', 'ndjson.gz'], isFloor: false, run: worthwhile(OWN_CORES) },
  ...[1, 2, 4]
    .filter(cores => cores !== OWN_CORES)
    .map(
      (cores): Contestant => ({
        name: `${OURS}, as on ${cores} ${cores === 1 ? 'core' : 'cores'}`,
        formats: ['ndjson', 'csv'],
        isFloor: false,
        run: worthwhile(cores),
      }),
    ),
  { name: `${OURS}, TypeScript only`, formats: ['ndjson', 'csv'], isFloor: false, run: worthwhile(OWN_CORES, false) },
  { name: 'JSON.parse by lines', formats: ['ndjson'], isFloor: false, run: inWorker('json-parse') },
  { name: 'papaparse', formats: ['csv'], isFloor: false, run: inWorker('papaparse') },
  { name: 'DuckDB in the browser', formats: ['ndjson', 'csv'], isFloor: false, run: inWorker('duckdb-wasm') },
  { name: 'DuckDB native, 2 threads', formats: ['ndjson', 'csv'], isFloor: false, run: nativeDuckdb },
]
