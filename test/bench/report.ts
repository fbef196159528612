import type { Entry } from './competition.ts'
import { OURS } from './contestants.ts'
import type { Figure } from './interactions.ts'
import { LINEARITY_BYTES, type LinearityTimes, MOST_TIMES } from './linearity.ts'
import type { PredictingFigure } from './predicting.ts'
import { quantile, spread } from './statistics.ts'
import { OWN_CORES } from './worthwhile.ts'

export interface BenchResult {
  /** ISO 8601. */
  readonly date: string
  readonly machine: string
  readonly rounds: number
  readonly entries: readonly Entry[]
  /** Of which file the figures are: “5,000,000 events of 500,000 customers, 1.0 GB”. */
  readonly figuresOf: string
  readonly figures: readonly Figure[]
  /** Of how many transactions: “1,000,000 transactions of 2,000 stores”. */
  readonly storesOf: string
  readonly stores: readonly Figure[]
  readonly hostile: readonly LinearityTimes[]
  readonly predicted: readonly PredictingFigure[]
}

/** As Markdown, which reads well on a terminal, too. */
export function reportOf({
  date,
  machine,
  rounds,
  entries,
  figuresOf,
  figures,
  storesOf,
  stores,
  hostile,
  predicted,
}: BenchResult): string {
  return [
    `Measured on ${date.slice(0, 10)} on ${machine}; ${rounds === 1 ? 'one round' : `medians of ${rounds} rounds`} (least–most). MB are those of the file as it lies on the disk, and of memory over idle. Worthwhile has the threads it chooses on ${OWN_CORES} cores where nothing else is said.`,
    table(
      ['file', 'contestant', 'seconds', 'MB/s', 'million events/s', `time, ${OURS} = 1`, 'MB at most', 'MB at the end'],
      entries.map(entry => rowOf(entry, entries)),
    ),
    ...ratiosToFloor(entries),
    ...entries.flatMap(({ name, file, failure }) => (failure === null ? [] : [`${name} gave up on ${file.format}: ${failure}`])),
    `The page with ${figuresOf}:`,
    table(['', 'times', 'median', '95 % within', 'longest'], figures.map(figureRow)),
    `The report of ${storesOf}:`,
    table(['', 'times', 'median', '95 % within', 'longest'], stores.map(figureRow)),
    `Hostile texts of ${LINEARITY_BYTES.map(megabytes).join(' and ')} MB, read in a worker with one that reads ahead (medians of ${hostile[0]?.milliseconds[0]?.length ?? 0}): linear is 2 times as long, quadratic 4.`,
    table(['text', ...LINEARITY_BYTES.map(bytes => `${megabytes(bytes)} MB`), 'times as long'], hostile.map(hostileRow)),
    'Predicting simulated shops in a worker, from their orders to the value of every customer (cold, then the median once warm):',
    table(
      ['model', 'customers', 'orders', 'cold', 'warm', 'parameters found', 'parameters of the shop', 'log-likelihood'],
      predicted.map(predictedRow),
    ),
  ].join('\n\n')
}

function rowOf(entry: Entry, entries: readonly Entry[]): readonly string[] {
  const { name, file, runs } = entry
  const size = `${file.format}, ${megabytes(file.bytes)} MB`
  if (runs.length === 0) return [size, name, 'cannot', '–', '–', '–', '–', '–']
  const { median, least, most } = spread(runs.map(({ milliseconds }) => milliseconds))
  const ours = medianOf(entries.find(other => other.name === OURS && other.file === file))
  return [
    size,
    name,
    `${seconds(median)} (${seconds(least)}–${seconds(most)})`,
    (file.bytes / median / 1_000).toFixed(0),
    entry.isFloor ? '–' : (file.events / median / 1_000).toFixed(2),
    ours === null ? '–' : (median / ours).toFixed(2),
    memory(runs.map(({ peakBytes }) => peakBytes)),
    memory(runs.map(({ heldBytes }) => heldBytes)),
  ]
}

/** How near reading comes to handing the bytes over and nothing else. */
function ratiosToFloor(entries: readonly Entry[]): readonly string[] {
  return entries
    .filter(({ name }) => name === OURS)
    .flatMap(entry => {
      const floors = entries
        .filter(({ isFloor, file }) => isFloor && file === entry.file)
        .map(medianOf)
        .filter(median => median !== null)
      const ours = medianOf(entry)
      if (floors.length === 0 || ours === null) return []
      return [
        `${entry.file.format}: ${OURS} reads at ${(Math.min(...floors) / ours).toFixed(2)} × the speed of the fastest that looks at nothing.`,
      ]
    })
}

function figureRow({ what, unit, values }: Figure): readonly string[] {
  if (values.length === 0) return [what, '0', '–', '–', '–']
  const { median, most } = spread(values)
  const text = (value: number) => `${value.toFixed(value < 100 ? 1 : 0)} ${unit}`
  return [what, String(values.length), text(median), text(quantile(values, 0.95)), text(most)]
}

function hostileRow({ what, milliseconds }: LinearityTimes): readonly string[] {
  const medians = milliseconds.map(values => spread(values).median)
  const times = (medians[1] ?? Number.NaN) / (medians[0] ?? Number.NaN)
  return [
    what,
    ...medians.map(median => `${median.toFixed(0)} ms`),
    times > MOST_TIMES ? `${times.toFixed(2)}, more than ${MOST_TIMES}` : times.toFixed(2),
  ]
}

function predictedRow({
  model,
  customers,
  orders,
  milliseconds,
  parameters,
  made,
  logLikelihood,
  failures,
}: PredictingFigure): readonly string[] {
  const [cold = Number.NaN, ...warm] = milliseconds
  const time = (value: number) => (value < 1_000 ? `${value.toFixed(0)} ms` : `${seconds(value)} s`)
  const found = parameters.map(parameter => parameter.toPrecision(4)).join(', ')
  return [
    model,
    customers.toLocaleString('en-US'),
    orders.toLocaleString('en-US'),
    time(cold),
    warm.length === 0 ? '–' : time(spread(warm).median),
    failures.length === 0 ? found : `${found} (${failures.join(' ')})`,
    made.join(', '),
    logLikelihood.toFixed(1),
  ]
}

function medianOf(entry: Entry | undefined): number | null {
  if (entry === undefined || entry.runs.length === 0) return null
  return spread(entry.runs.map(({ milliseconds }) => milliseconds)).median
}

function memory(bytes: readonly (number | null)[]): string {
  const known = bytes.filter(value => value !== null)
  return known.length === 0 ? 'not told here' : megabytes(spread(known).median)
}

const megabytes = (bytes: number): string => (bytes / 1_000_000).toFixed(0)
const seconds = (milliseconds: number): string => (milliseconds / 1_000).toFixed(2)

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head, ...rows]
  const widths = head.map((_, column) => Math.max(3, ...all.map(row => row[column]?.length ?? 0)))
  const lines = all.map(row => `| ${widths.map((width, column) => (row[column] ?? '').padEnd(width)).join(' | ')} |`)
  return [lines[0], `| ${widths.map(width => '-'.repeat(width)).join(' | ')} |`, ...lines.slice(1)].join('\n')
}
