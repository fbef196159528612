import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { DEFAULT_SETTINGS } from '../../src/clv/settings.ts'
import { DEFAULT_DEFINITION } from '../../src/ltv/definition.ts'
import { money, wholeMoney } from '../../src/ui/words/money.ts'
import { count, decimal } from '../../src/ui/words/numbers.ts'
import { ORDER_MODEL_NAME } from '../../src/ui/words/order-models.ts'
import { predictionLine } from '../../src/ui/words/prediction-words.ts'
import { ordersToPredict, type PredictedForecast, Predictions } from '../../src/worker/prediction.ts'
import { findings } from '../browser/support/accessibility.ts'
import { listeningHost } from '../browser/support/listening-host.ts'
import { refusal } from '../browser/support/refusal.ts'
import { WAYS_FROM_ANYWHERE, WAYS_FROM_WORKERS } from '../browser/support/ways-out.ts'
import { datasetOf } from '../support/timeline.ts'
import { type Cluster, startCluster } from './support/cluster.ts'
import { createTypedTable, loadTyped } from './support/event-tables.ts'
import { loadSimulatedShop, simulatedLines, simulatedShop } from './support/simulated-shop.ts'
import { showResult, type WarehousePages, warehousePages } from './support/warehouse-page.ts'

const EVENTS = simulatedShop(400)
const DATASET = datasetOf(EVENTS)

let cluster: Cluster
let pages: WarehousePages
beforeAll(async () => {
  ;[cluster, pages] = await Promise.all([startCluster(), warehousePages()])
  await createTypedTable(cluster, 'shop')
  await loadTyped(cluster, 'shop', EVENTS)
}, 400_000)
afterAll(async () => {
  await pages?.close()
  await cluster?.stop()
})

function core(settings = DEFAULT_SETTINGS): PredictedForecast {
  const found = new Predictions(ordersToPredict(DATASET, DEFAULT_DEFINITION)).forecast(settings)
  if (found.kind !== 'predicted') throw new Error('the core was expected to predict')
  return found
}

it('the built page predicts from a cluster what the core predicts from the same events: total, models, the best, and anyone by id', async () => {
  const page = await pages.open()
  await showResult(page, cluster, 'shop')
  await page.getByRole('tab', { name: 'Predict' }).click()
  const region = page.getByRole('region', { name: 'Prediction', exact: true })
  await region.waitFor()
  const { prediction, orderFit, settings, checks, comparison, currency } = core()
  await region.getByText(predictionLine(settings, orderFit.model)).waitFor()
  const { total, buyers } = prediction
  expect(await region.locator('h2').textContent()).toContain(
    `${wholeMoney(total.clv, currency)} (95%: ${wholeMoney(total.clvLo95, currency)} – ${wholeMoney(total.clvHi95, currency)})`,
  )
  await region.getByText(`of ${count(buyers)} who have bought so far`).waitFor()
  for (const { message } of checks) expect(await region.textContent()).toContain(message)
  const models = region.getByRole('table', { name: 'Models of when customers buy' })
  const told = await models.locator('tbody tr').evaluateAll(rows => rows.map(row => [...row.children].map(cell => cell.textContent)))
  expect(told).toEqual(
    comparison.models.map(({ fit, aicBehind, holdoutError }) => [
      `${ORDER_MODEL_NAME[fit.model]}${fit.model === orderFit.model ? ' (in force)' : ''}`,
      decimal(fit.logLikelihood, 1),
      decimal(aicBehind, 1),
      expect.any(String),
      holdoutError === null ? '–' : `${decimal(holdoutError, 3)} orders`,
      fit.parameters.map(parameter => decimal(Number(parameter.toPrecision(4)), 4)).join(' · '),
    ]),
  )
  const best = [...prediction.customer]
    .map((customer, buyer) => ({ id: DATASET.customers.text(customer), clv: prediction.predictedClv[buyer] ?? 0, buyer }))
    .sort((a, b) => b.clv - a.clv || (a.id < b.id ? -1 : 1))
  const grid = page.getByRole('grid', { name: /expected to bring most/ })
  await grid.waitFor()
  expect(await grid.locator('tbody th').allTextContents()).toEqual(best.slice(0, 10).map(({ id }) => id))

  // Somebody in the middle, who is in no table.
  const some = best[150]
  await region.getByLabel('Find a customer id').fill(some?.id ?? '')
  await region.getByRole('button', { name: 'Find', exact: true }).click()
  const own = page.getByRole('region', { name: `Prediction for ${some?.id}` })
  await own.getByRole('heading', { name: `${some?.id}: ${money(some?.clv ?? 0, currency)} over the next 12 months` }).waitFor()
  await own.getByText('Watched for T').waitFor()
  await region.getByLabel('Find a customer id').fill("' OR 1 = 1 --")
  await region.getByRole('button', { name: 'Find', exact: true }).click()
  await region.getByText("No customer ‘' OR 1 = 1 --’. Ids are matched exactly.").waitFor()
})

it('what is chosen about a prediction holds there, too, and axe finds nothing wrong with it', async () => {
  const page = await pages.open()
  await showResult(page, cluster, 'shop')
  await page.getByRole('tab', { name: 'Predict' }).click()
  const region = page.getByRole('region', { name: 'Prediction', exact: true })
  await region.getByRole('button', { name: 'Change prediction' }).click()
  const sheet = page.getByRole('dialog', { name: 'Prediction' })
  await sheet.getByRole('radio', { name: 'Pareto/NBD' }).check()
  await sheet.getByLabel('Months ahead').fill('6')
  await sheet.getByLabel('Months ahead').blur()
  await sheet.getByRole('radio', { name: 'All orders' }).check({ force: true })
  await sheet.getByRole('button', { name: 'Done' }).click()
  const { prediction, settings, currency } = core({
    ...DEFAULT_SETTINGS,
    model: 'pareto-nbd',
    spendBasis: 'with-first',
    terms: { ...DEFAULT_SETTINGS.terms, horizonMonths: 6 },
  })
  await region.getByText(predictionLine(settings, 'pareto-nbd')).waitFor()
  expect(await region.locator('h2').textContent()).toContain(wholeMoney(prediction.total.clv, currency))
  await page.getByRole('grid', { name: /expected to bring most/ }).waitFor()
  const judged: string[] = []
  for (const colorScheme of ['light', 'dark'] as const)
    for (const width of [1_440, 320]) {
      await page.emulateMedia({ colorScheme })
      await page.setViewportSize({ width, height: 900 })
      judged.push(...(await findings(page)).map(finding => `${colorScheme}, ${width} px: ${finding}`))
    }
  expect(judged).toEqual([])
})

it('the worker that fits the models can reach the server and nobody else, whatever its code tries', async () => {
  const other = await listeningHost()
  onTestFinished(() => other.close())
  const page = await pages.open()
  await showResult(page, cluster, 'shop')
  await page.getByRole('tab', { name: 'Predict' }).click()
  await page.getByRole('region', { name: 'Prediction', exact: true }).waitFor()
  const workers = page.workers()
  expect(workers.map(worker => worker.url())).toEqual([expect.stringMatching(/^blob:/)])
  for (const worker of workers)
    for (const [name, way] of Object.entries({ ...WAYS_FROM_ANYWHERE, ...WAYS_FROM_WORKERS })) {
      other.reset()
      expect(await refusal(worker, way, other.port), name).toMatch(/^refused by /)
      expect({ contacts: other.contacts, received: other.received }, name).toEqual({ contacts: 0, received: '' })
    }
})

it('of more orders than a page takes, the page says of whom the model of spend is; fitting can be cancelled, and asked for again', async () => {
  const lines = simulatedLines(130_000)
  await createTypedTable(cluster, 'many')
  await loadSimulatedShop(cluster, 'many', lines)
  const page = await pages.open()
  await showResult(page, cluster, 'many')
  await page.getByRole('tab', { name: 'Predict' }).click()
  await page.getByText('Fitting the models and testing them on the customers’ own past').waitFor()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('alert').getByText('The prediction was cancelled.').waitFor()
  await page.getByRole('button', { name: 'Ask again' }).click()
  const region = page.getByRole('region', { name: 'Prediction', exact: true })
  await region
    .getByText(
      'The model of spend and the back-test are of one customer in 2, chosen by their ids alone, since they need each customer’s own orders.',
    )
    .waitFor()
  await region.getByText(`of ${count(130_000)} who have bought so far`).waitFor()
  const grid = page.getByRole('grid', { name: /expected to bring most/ })
  await grid.waitFor()
  expect(await grid.locator('tbody tr').count()).toBe(10)
})
