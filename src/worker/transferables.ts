import type { Answer } from './protocol.ts'

/** The buffers of an answer that belong to it alone: handed over instead of copied, which for a million customers saves 100 ms on either side. */
export function transferablesOf(answer: Answer): Transferable[] {
  switch (answer.kind) {
    case 'opened': {
      if (answer.result.report === 'stores') return [...(answer.result.answers?.buffers ?? [])]
      const { directory, ranking } = answer.result
      return buffersOf(directory, directory.ids, directory.places, ranking, ranking.columns)
    }
    case 'stores-defined':
      return [...answer.answers.buffers]
    case 'defined':
      return buffersOf(answer.ranking, answer.columns ?? {})
    case 'copied':
      return [...answer.data.buffers]
    case 'sorted':
      return [answer.order.buffer]
    case 'detailed':
      return buffersOf(answer.detail.weekly)
    case 'stripped':
      return buffersOf(answer.strips)
    case 'weekly':
      return buffersOf(answer.series)
    case 'event-tables':
      return [...answer.tables.buffers]
    case 'week-table':
      return [...answer.table.buffers]
    case 'orders':
      return buffersOf(answer.orders.lines)
    case 'forecast':
      return answer.forecast.kind === 'predicted' ? buffersOf(answer.forecast.prediction) : []
    case 'seed-scores':
      return buffersOf(answer.scores, answer.scores.features)
    case 'predicted-customers':
      return answer.customers === null ? [] : buffersOf(answer.customers.prediction)
    case 'forecast-histories':
    case 'best-histories':
    case 'progress':
    case 'so-far':
    case 'workbook-met':
    case 'cohorts':
    case 'outlook':
    case 'orders-taken':
    case 'store-weekly':
    case 'sample-files':
    case 'failed':
      return []
    default:
      return answer satisfies never
  }
}

/** Buffers of the typed arrays that are direct members of these objects. */
export function buffersOf(...holders: readonly object[]): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>()
  for (const holder of holders)
    for (const member of Object.values(holder)) {
      if (ArrayBuffer.isView(member) && member.buffer instanceof ArrayBuffer) buffers.add(member.buffer)
    }
  return [...buffers]
}
