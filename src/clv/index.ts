/*
 * The door of this room: what customers are expected to be worth, from their orders. Free of DOM, clock and randomness.
 *
 *     const outcome = forecast(lines)                    // lines: OrderLines, typed columns of all orders
 *     if (outcome.kind === 'refused') outcome.checks     // the reasons, as sentences
 *     else outcome.prediction.predictedClv               // by buyer, in currency units
 *
 * `forecast` does everything; the other functions are its steps, for those who change one thing and keep the rest.
 */

export { amountsOfTable } from './amount-name.ts'
export { backTest, defaultSplitDay } from './back-test.ts'
export { BASELINES } from './baselines.ts'
/*
 * Orders on their way in: a data set that rows are read into, and what it comes to.
 *
 *     const orders = createOrders()
 *     const file = addOrderText(orders, { path, format, reason, header: headerKey(header) })
 *     ingestOrderRow(record, orders, { file, line, byte }, raw)     // for every row of a table recognised by ordersLayout()
 *     ambiguousDates(orders)                                        // to be settled, if there are any
 *     forecast(toOrderLines(orders))
 */
export { type ColumnMapping, guessMapping, headerKey, type MappingGuess } from './column-mapping.ts'
export { compareModels } from './compare.ts'
export { ambiguousDates, settleDates } from './date-columns.ts'
export { checkData, checkFits, worstOutcome } from './fitness.ts'
export { type Forecast, forecast, forecastOfGroups } from './forecast.ts'
export { groupsOfBest } from './group-outlook.ts'
export { historiesOf } from './histories.ts'
export { ingestOrderRow, rejectOrderRow } from './ingest-order-row.ts'
export { mergeOrders } from './merge-orders.ts'
export { ORDER_MODEL } from './models/all.ts'
export { fitOrders, fitSpend } from './models/fit.ts'
export { ORDER_MODELS, type OrderModelKey } from './models/order-model.ts'
export { groupRows } from './models/purchase-rows.ts'
export { aliveHistory, chanceOfAtMost, frequencyRecencyMap, orderCounts } from './one-customer.ts'
export type { OrderLines } from './order-lines.ts'
export { orderTotals } from './order-totals.ts'
export {
  addOrderNote,
  addOrderText,
  createOrders,
  type Orders,
  type PackedOrders,
  packOrders,
  setOrderTextBytes,
  unpackOrders,
} from './orders-dataset.ts'
export { ordersLayout } from './orders-layout.ts'
export { customerIdsOf, type OrdersSummary, orderCurrencies, ordersSummary, placeOfRow, toOrderLines } from './orders-results.ts'
export { BUYER_STATUSES, type Prediction, predict } from './predict.ts'
export { type Purchases, purchasesOf } from './purchases.ts'
export { SEED_FEATURES, SEED_READINGS, scoreRows, seedScores } from './seed-score.ts'
export { DEFAULT_SETTINGS, type ForecastSettings, SPEND_BASES, type SpendBasis } from './settings.ts'
export { fitBuyerSpend } from './spend.ts'
export { checkTerms, DEFAULT_TERMS, type PredictionTerms } from './terms.ts'
export { track } from './tracking.ts'
export { verdictOf } from './verdict.ts'
