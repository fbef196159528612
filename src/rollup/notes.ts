import type { Note } from '../base/notes.ts'
import { countedNote, grouped, readingNotes } from '../base/reading-notes.ts'
import { KEPT_REJECTS } from '../base/rejects.ts'
import type { Rollup } from './dataset.ts'
import type { SettledRollup } from './settle.ts'

/** What a careful reader wants to know of weeks before trusting their figures. */
export function rollupNotes({ texts }: Rollup, { weeks, rejects, emptyWeeks, untimedWeeks }: SettledRollup): Note[] {
  const said = (code: Note['code']): number => texts.reduce((sum, { notes }) => sum + (notes.get(code) ?? 0), 0)
  let below = 0
  for (let row = 0; row < weeks.length; row += 1) if ((weeks.units[row] ?? 0) < 0) below += 1
  return [
    countedNote(
      'refunds',
      below,
      'In one week of a customer refunds are more than purchases.',
      'weeks of customers have more refunds than purchases.',
    ),
    countedNote(
      'untimed-weeks',
      untimedWeeks,
      'One row does not say when in its week the first and last event were. So none of these times are used, and dates are those on which weeks start.',
      'rows do not say when in their week the first and last event were. So none of these times are used, and dates are those on which weeks start.',
    ),
    countedNote(
      'empty-weeks',
      emptyWeeks,
      'In one row nothing happened. It is not counted as a week of its customer.',
      'rows have nothing that happened. They are not counted as weeks of their customers.',
    ),
    countedNote(
      'no-currency',
      said('no-currency'),
      'One row has no currency. Its spend is taken for US dollars.',
      'rows have no currency. Their spend is taken for US dollars.',
    ),
    countedNote(
      'rounded-spend',
      said('rounded-spend'),
      'One sum has more than four decimals. It was rounded half to even.',
      'sums have more than four decimals. They were rounded half to even.',
    ),
    ...readingNotes(texts),
    rejects.total <= KEPT_REJECTS
      ? null
      : {
          code: 'rejects-cut' as const,
          count: rejects.total,
          message: `${grouped(rejects.total)} rows were left out; the first ${grouped(KEPT_REJECTS)} are kept to be looked at.`,
        },
  ].filter(note => note !== null)
}
