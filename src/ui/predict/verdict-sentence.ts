import type { Entrant, Verdict } from '../../clv/results.ts'
import { percent } from '../words/numbers.ts'

/** Which is better at putting customers in order, and which at the total, in a sentence or two. */
export function verdictSentence({ ranking, totals }: Verdict, nameOf: (entrant: Entrant) => string): string {
  return `${rankingSentence(ranking, nameOf)} ${totalsSentence(totals, nameOf)}`
}

function rankingSentence({ winner, model, baseline }: Verdict['ranking'], nameOf: (entrant: Entrant) => string): string {
  if (model === null || baseline === null) return 'Who ranks customers better cannot be told: nobody spent anything in that time.'
  const figures = (one: Entrant, other: Entrant): string => `(Gini ${one.figure.toFixed(3)} against ${other.figure.toFixed(3)})`
  switch (winner) {
    case 'model':
      return `${nameOf(model)} puts customers in a better order than “${nameOf(baseline)}” ${figures(model, baseline)}.`
    case 'baseline':
      return `“${nameOf(baseline)}” puts customers in a better order than ${nameOf(model)} ${figures(baseline, model)}: for choosing whom to write to, it is enough.`
    case 'neither':
      return `${nameOf(model)} and “${nameOf(baseline)}” put customers in order equally well ${figures(model, baseline)}.`
    default:
      return winner satisfies never
  }
}

function totalsSentence({ winner, model, baseline }: Verdict['totals'], nameOf: (entrant: Entrant) => string): string {
  if (model === null || baseline === null) return 'The total cannot be judged: nothing was ordered in that time.'
  const off = (entrant: Entrant): string => `${percent(Math.abs(entrant.figure))} too ${entrant.figure > 0 ? 'many' : 'few'}`
  switch (winner) {
    case 'model':
      return `The total of ${nameOf(model)} is closer: ${off(model)} orders, against ${off(baseline)} by “${nameOf(baseline)}”.`
    case 'baseline':
      return `The total of “${nameOf(baseline)}” is closer: ${off(baseline)} orders, against ${off(model)} by ${nameOf(model)}.`
    case 'neither':
      return `Both are about equally close to the total: ${off(model)} orders by ${nameOf(model)}, ${off(baseline)} by “${nameOf(baseline)}”.`
    default:
      return winner satisfies never
  }
}
