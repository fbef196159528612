import { type Definition, definitionKey } from '../../ltv/definition.ts'
import { groupedForecaster } from '../../store/grouped-forecaster.ts'
import { forecastSettings, type PredictionChoices } from '../../store/view.ts'
import { WarehouseFailure } from '../../warehouse/problems.ts'
import type { CustomerOrders, PurchaseHistories, WarehouseEvents } from '../../warehouse/warehouse.ts'
import type { GroupedResult, PredictedCustomers } from '../../worker/grouped-prediction.ts'
import { type Question, useAnswer } from './use-answer.ts'

/** Customers one by one are fetched with their orders, so there are not many of them. */
export const MOST_PREDICTED = 100

/** Customers with what is expected of them; customer n of the prediction is `ids[n]`. */
export interface ServedCustomers extends PredictedCustomers {
  readonly ids: readonly string[]
}

interface ServedPredictions {
  /** What the server adds up. */
  readonly histories: Question<PurchaseHistories>
  /** What is worked out here from it. */
  readonly forecast: Question<GroupedResult>
  /** The customers with the highest predictions, and perhaps some more. */
  readonly best: Question<ServedCustomers>
  /** The customer who was chosen; null when nobody is, or where nobody has the id or an order that counts. */
  readonly chosen: Question<ServedCustomers | null>
}

/** A prediction in steps, each of which is there whole or not at all: histories from the server, models fitted to them here, then customers one by one. */
export function usePrediction(
  events: WarehouseEvents,
  definition: Definition,
  choices: PredictionChoices,
  x: number,
  chosenId: string | null,
): ServedPredictions {
  const settings = forecastSettings({ prediction: choices, definition })
  const asked = { definition, throughDay: choices.throughDay }
  const askedKey = `${definitionKey(definition)} ${choices.throughDay}`
  const histories = useAnswer(askedKey, asking => events.histories(asked, asking))
  const known = histories.asked?.phase === 'answered' ? histories.asked.value : null
  const settingsKey = `${askedKey} ${JSON.stringify(settings)}`
  const forecast = useAnswer(known === null ? null : settingsKey, async ({ signal }) => {
    // The thread knows no way to leave a fit: it is ended, and the next question starts another.
    const end = () => groupedForecaster.forget()
    signal.addEventListener('abort', end)
    try {
      return { value: await groupedForecaster.forecast(there(known), settings), ran: [] }
    } catch (reason) {
      throw signal.aborted ? CANCELLED : reason
    } finally {
      signal.removeEventListener('abort', end)
    }
  })
  const canPredict = known !== null && forecast.asked?.phase === 'answered' && forecast.asked.value.kind === 'predicted'
  const predicted = async ({ ids, orders }: CustomerOrders, watched: number | null): Promise<ServedCustomers> => {
    const found = await groupedForecaster.customers(there(known), settings, orders.lines, watched)
    return { ids, ...there(found) }
  }
  const best = useAnswer(canPredict ? `${settingsKey} ${x}` : null, async asking => {
    const { everyone } = there(known)
    const groups = await groupedForecaster.bestGroups(there(known), settings, x)
    const { value, ran } = await events.bestOfHistories({ ...asked, everyone, groups, by: settings.spendBasis, most: x }, asking)
    return { value: await predicted(value, null), ran }
  })
  const chosen = useAnswer(canPredict && chosenId !== null ? `${settingsKey} ${chosenId}` : null, async asking => {
    const { value, ran } = await events.orders(asked, [chosenId ?? ''], asking)
    return { value: value.ids.length === 0 ? null : await predicted(value, 0), ran }
  })
  return { histories, forecast, best, chosen }
}

/** Nothing of it was a question to the server. */
const CANCELLED = new WarehouseFailure({
  code: 'cancelled',
  found: 'The prediction was cancelled.',
  wayOut: 'Ask again when you like.',
  serverSays: null,
})

/** What a question rests on has been answered before it is asked. */
function there<Value>(value: Value | null): Value {
  if (value === null) throw new Error('the prediction was asked for before there was one')
  return value
}
