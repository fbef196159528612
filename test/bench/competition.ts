import { CONTESTANTS, type Contestant, OURS, type Run } from './contestants.ts'
import type { BenchFile } from './files.ts'
import type { TopCustomer } from './reading.ts'
import type { Stage } from './stage.ts'

/** What a contestant did with a file: a run for each round, or why it could not. */
export interface Entry {
  readonly name: string
  readonly isFloor: boolean
  readonly file: BenchFile
  readonly runs: readonly Run[]
  readonly failure: string | null
}

/**
 * Every contestant with every file it reads, one after the other, round after round, so that a busy or a warm minute hits all of them.
 * One that fails takes no further part.
 * @throws Error when two of them do not give the same customers, spend and LTV, and when it is the app that fails
 */
export async function compete(files: readonly BenchFile[], rounds: number, stage: Stage): Promise<readonly Entry[]> {
  const entries = files.flatMap(file =>
    CONTESTANTS.filter(({ formats }) => formats.includes(file.format)).map(contestant => ({ contestant, file, ...unrun() })),
  )
  let reference: { readonly name: string; readonly run: Run } | null = null
  for (let round = 1; round <= rounds; round++) {
    for (const entry of entries) {
      const { contestant, file } = entry
      if (entry.failure !== null) continue
      const run = await attempt(contestant, file, stage)
      if (typeof run === 'string') {
        // Without ours there is nothing to compare with.
        if (contestant.name === OURS) throw new Error(`${OURS} cannot read ${file.path}: ${run}`)
        entry.failure = run
        console.log(`  ${file.format}, ${contestant.name}: ${run}`)
        continue
      }
      entry.runs.push(run)
      console.log(`  round ${round}, ${file.format}, ${contestant.name}: ${Math.round(run.milliseconds)} ms`)
      if (run.top === null) continue
      // Each file holds the same events.
      reference ??= { name: `${contestant.name} (${file.format})`, run }
      const difference = differenceBetween(run, reference.run)
      if (difference !== null) throw new Error(`${contestant.name} (${file.format}) and ${reference.name} differ: ${difference}`)
    }
  }
  return entries.map(({ contestant: { name, isFloor }, ...rest }) => ({ name, isFloor, ...rest }))
}

const unrun = (): { runs: Run[]; failure: string | null } => ({ runs: [], failure: null })

async function attempt(contestant: Contestant, file: BenchFile, stage: Stage): Promise<Run | string> {
  try {
    return await contestant.run(file, stage)
  } catch (error) {
    // What Playwright puts around an error of a page says nothing more.
    return String(error)
      .replace(/^(?:\w*Error: |page\.evaluate: )+|\n.*$/gs, '')
      .replace(/\s+/g, ' ')
  }
}

function differenceBetween(run: Run, reference: Run): string | null {
  if (run.events !== reference.events) return `${run.events} events and ${reference.events}`
  const same = run.top?.length === reference.top?.length && run.top?.every((row, index) => isSame(row, reference.top?.[index]))
  return same ? null : `${JSON.stringify(run.top)} and ${JSON.stringify(reference.top)}`
}

/** Ids and money exactly; the LTV up to how the division was ordered. */
function isSame(a: TopCustomer, b: TopCustomer | undefined): boolean {
  return b !== undefined && a.id === b.id && a.spendUnits === b.spendUnits && Math.abs(a.ltv - b.ltv) <= 1e-12 * Math.abs(b.ltv)
}
