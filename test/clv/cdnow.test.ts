import { describe, expect, it } from 'vitest'
import { backTest } from '../../src/clv/back-test.ts'
import { type Baseline, guess } from '../../src/clv/baselines.ts'
import { compareModels } from '../../src/clv/compare.ts'
import { checkData } from '../../src/clv/fitness.ts'
import { historiesOf } from '../../src/clv/histories.ts'
import { figuresOfHistories } from '../../src/clv/history-groups.ts'
import { ORDER_MODEL } from '../../src/clv/models/all.ts'
import { fitOrders } from '../../src/clv/models/fit.ts'
import { ORDER_MODELS } from '../../src/clv/models/order-model.ts'
import { groupRows, type PurchaseRows } from '../../src/clv/models/purchase-rows.ts'
import { type Purchases, purchasesOf } from '../../src/clv/purchases.ts'
import { buyerSpend, expectedSpends, fitBuyerSpend } from '../../src/clv/spend.ts'
import { DEFAULT_TERMS } from '../../src/clv/terms.ts'
import { track } from '../../src/clv/tracking.ts'
import { verdictOf } from '../../src/clv/verdict.ts'
import { cdnowLines, day } from '../support/order-files.ts'
import { hasShared, readShared } from '../support/shared-data.ts'

const SPLIT = day('1997-09-30')

function calibration(file: 'CDNOW_sample.txt' | 'CDNOW_master.txt') {
  const lines = cdnowLines(file)
  const purchases = purchasesOf(lines, SPLIT)
  const histories = historiesOf(purchases)
  return { lines, purchases, histories, rows: groupRows(histories.frequency, histories.recencyDays, histories.ageDays) }
}
const fixed = (values: ArrayLike<number>, digits: number) => Array.from(values, value => value.toFixed(digits))
const roundedTwice = (value: number) => (Math.round(Math.round(value * 1e4) / 10) / 1e3).toFixed(3)

/** Revenue after the split of customers of the calibration period. */
function holdoutRevenue(customers: Uint32Array, { starts, day: days, units }: Purchases): Float64Array {
  return Float64Array.from(customers, customer => {
    let sum = 0
    for (let entry = starts[customer] ?? 0; entry < (starts[customer + 1] ?? 0); entry += 1)
      if ((days[entry] ?? 0) > SPLIT) sum += (units[entry] ?? 0) / 10_000
    return sum
  })
}

/** The normalised Gini with the area under steps, and customers of equal score in the order of the file. */
function giniInSteps(scores: Float64Array, values: Float64Array): number {
  const total = values.reduce((sum, value) => sum + value, 0)
  const area = (by: Float64Array) => {
    let reached = 0
    let sum = 0
    for (const at of Array.from(by.keys()).sort((a, b) => (by[b] ?? 0) - (by[a] ?? 0) || a - b)) {
      reached += values[at] ?? 0
      sum += reached / total
    }
    return sum / values.length - 0.5
  }
  return area(scores) / area(values)
}

describe.skipIf(!hasShared('cdnow', 'CDNOW_sample.txt'))('the CDNOW sample, calibrated until September 1997', () => {
  const once = <T>(make: () => T) => {
    let made: { value: T } | null = null
    return () => {
      made ??= { value: make() }
      return made.value
    }
  }
  const sample = once(() => calibration('CDNOW_sample.txt'))
  const test = once(() => backTest(sample().lines, ORDER_MODELS, 'repeats', SPLIT))
  const score = (method: string) => test().scores.find(each => each.method === method)

  it('has the customers, repeaters, purchases and distinct histories of the literature', () => {
    const { histories, rows } = sample()
    expect(histories.buyers).toBe(2357)
    expect(histories.frequency.filter(x => x > 0).length).toBe(946)
    expect(histories.frequency.reduce((sum, x) => sum + x, 0)).toBe(2457)
    expect(rows.length).toBe(1016)
    expect(rows.customers.reduce((sum, customers) => sum + customers, 0)).toBe(2357)
  })

  it.each([
    ['bg-nbd', ['0.2425945', '4.4136020', '0.7929220', '2.4259068'], '-9582.4292'],
    ['mbg-nbd', ['0.5248432', '6.1830853', '0.8913594', '1.6140022'], '-9582.1357'],
  ] as const)('fits %s to the seventh digit', (model, parameters, logLikelihood) => {
    const fit = fitOrders(ORDER_MODEL[model], sample().rows)
    expect(fixed(fit.parameters, 7)).toEqual(parameters)
    expect(fit.logLikelihood.toFixed(4)).toBe(logLikelihood)
    expect(fit.failures).toEqual([])
    expect(fit.distance).toBeLessThan(1e-6)
    expect([fit.aic, fit.bic]).toEqual([8 - 2 * fit.logLikelihood, 4 * Math.log(2357) - 2 * fit.logLikelihood])
  })

  it('fits Pareto/NBD to the seventh digit', () => {
    const fit = fitOrders(ORDER_MODEL['pareto-nbd'], sample().rows)
    ;[0.553277, 10.5776835, 0.60624, 11.6687354].forEach((value, at) => {
      // One in the last digit known.
      expect(Math.abs((fit.parameters[at] ?? 0) - value)).toBeLessThan(1.5e-7)
    })
    expect(fit.logLikelihood.toFixed(4)).toBe('-9594.9762')
    expect(fit.failures).toEqual([])
  })

  it('fits Gamma-Gamma, and expects the published spend of the first ten customers', () => {
    const { histories } = sample()
    const fit = fitBuyerSpend(histories, 'repeats')
    expect(fixed(fit.parameters, 7)).toEqual(['6.2495723', '3.7442247', '15.4435210'])
    expect(fit.logLikelihood.toFixed(4)).toBe('-4055.9177')
    expect(fit.meanSpend.toFixed(3)).toBe('35.170')
    expect(fit.customers).toBe(946)
    const spends = expectedSpends(buyerSpend(histories, 'repeats'), fit.parameters)
    expect(fixed(spends.subarray(0, 10), 2)).toEqual('24.65 18.91 35.17 35.17 35.17 71.46 18.91 35.17 27.28 35.17'.split(' '))
  })

  it.each([
    ['bg-nbd', ['.243', '4.414', '.793', '2.426'], '-9582.4'],
    ['mbg-nbd', ['.525', '6.183', '.891', '1.614'], '-9582.1'],
    ['pareto-nbd', ['.553', '10.578', '.606', '11.669'], '-9595.0'],
  ] as const)('agrees with the literature on %s, as far as that was printed', (model, parameters, logLikelihood) => {
    const fit = fitOrders(ORDER_MODEL[model], sample().rows)
    expect(fixed(fit.parameters, 3).map(text => text.replace(/^0/, ''))).toEqual(parameters)
    expect(fit.logLikelihood.toFixed(1)).toBe(logLikelihood)
  })

  it.each(['bg-nbd', 'pareto-nbd'] as const)('has in days the rate of %s × 7, and a log-likelihood lower by 2,457 × ln 7', model => {
    const { rows } = sample()
    const inDays = { ...rows, recencyWeeks: rows.recencyWeeks.map(weeks => weeks * 7), ageWeeks: rows.ageWeeks.map(weeks => weeks * 7) }
    const [perWeek, perDay] = [fitOrders(ORDER_MODEL[model], rows), fitOrders(ORDER_MODEL[model], inDays)]
    expect(perWeek.logLikelihood - perDay.logLikelihood).toBeCloseTo(2457 * Math.log(7), 6)
    expect((perDay.parameters[0] ?? 0) / (perWeek.parameters[0] ?? 1)).toBeCloseTo(1, 6)
    expect((perDay.parameters[1] ?? 0) / (perWeek.parameters[1] ?? 1)).toBeCloseTo(7, 5)
    expect((perDay.parameters[3] ?? 0) / (perWeek.parameters[3] ?? 1)).toBeCloseTo(model === 'bg-nbd' ? 1 : 7, 5)
  })

  it.skipIf(!hasShared('cdnow', 'cdnow_customers_summary.csv'))('has other likelihoods from times rounded to two decimals', () => {
    const [, ...lines] = readShared('cdnow', 'cdnow_customers_summary.csv').toString('utf8').trim().split(/\r?\n/)
    const rounded = lines.map(line => line.split(',').map(Number))
    const column = (at: number) => Float64Array.from(rounded, row => row[at] ?? 0)
    const rows: PurchaseRows = {
      length: rounded.length,
      frequency: column(1),
      recencyWeeks: column(2),
      ageWeeks: column(3),
      customers: new Float64Array(rounded.length).fill(1),
      highestFrequency: column(1).reduce((most, x) => Math.max(most, x), 0),
      totalCustomers: rounded.length,
    }
    expect(fitOrders(ORDER_MODEL['bg-nbd'], rows).logLikelihood.toFixed(4)).toBe('-9582.4256')
    expect(fitOrders(ORDER_MODEL['pareto-nbd'], rows).logLikelihood.toFixed(4)).toBe('-9594.9739')
  })

  it('finds frequency and spend nearly unrelated', () => {
    const { histories, purchases } = sample()
    const check = checkData(figuresOfHistories(histories), purchases.facts, DEFAULT_TERMS).find(
      ({ code }) => code === 'frequency-and-spend',
    )
    expect(check?.figure?.toFixed(3)).toBe('0.114')
  })

  it('has the holdout means by calibration frequency', () => {
    expect(score('bg-nbd')?.orders.actual).toBe(1882)
    expect(fixed(test().actualByFrequency, 6)).toEqual('0.236712 0.697039 1.392523 1.560000 2.532258 2.947368 3.862069 6.359375'.split(' '))
    expect(fixed(score('bg-nbd')?.ordersByFrequency ?? [], 6)).toEqual(
      '0.225087 0.523131 1.044134 1.520280 2.163866 2.653846 3.504042 6.157191'.split(' '),
    )
    expect(fixed(score('pareto-nbd')?.ordersByFrequency ?? [], 6)).toEqual(
      '0.138447 0.599471 1.195837 1.713843 2.398308 2.907208 3.818559 6.403067'.split(' '),
    )
  })

  // Bias, error and Gini as published; both models' errors and Ginis were rounded to four digits first, and then to three.
  it.each([
    ['bg-nbd', '-12.1', '0.786', '0.638'],
    ['pareto-nbd', '-11.5', '0.755', '0.660'],
    ['mean-rate', '55.7', '1.024', '0.660'],
    ['spend-per-week', '206.5', '1.922', '0.685'],
    ['same-again', '30.6', '0.897', '0.680'],
  ] as const)('gives %s the bias of %s %, the error of %s and the Gini of %s that were published', (method, bias, error, gini) => {
    const { orders } = score(method) ?? {}
    expect(((orders?.bias ?? 0) * 100).toFixed(1)).toBe(bias)
    expect(roundedTwice(orders?.meanAbsoluteError ?? 0)).toBe(error)
    expect(roundedTwice(giniInSteps(guessedRevenue(method), actualRevenue()))).toBe(gini)
  })

  // Four of the published Ginis lie above ours. They add up steps where ours has trapezoids, which is 0.0002 for 2,357 customers, and leave customers of
  // equal score in the order of the file: 1,411 one-time buyers have a mean rate of 0, and those who stand first spent more, by 0.012 of a Gini.
  it.each([
    ['bg-nbd', '0.63778'],
    ['mbg-nbd', '0.63773'],
    ['pareto-nbd', '0.65913'],
    ['mean-rate', '0.67625'],
    ['spend-per-week', '0.68436'],
    ['same-again', '0.68013'],
  ] as const)('gives %s a Gini of %s, whatever the order of the file', (method, gini) => {
    expect(score(method)?.revenue.gini?.toFixed(5)).toBe(gini)
  })

  const actualRevenue = once(() => {
    const { histories, lines } = sample()
    return holdoutRevenue(histories.customer, purchasesOf(lines))
  })
  /** What the reference took each way of predicting to say of a customer's revenue; in its mean rate an order is worth the mean of the repeat orders. */
  const guessedRevenue = (method: 'bg-nbd' | 'pareto-nbd' | Baseline): Float64Array => {
    const { histories, purchases, rows } = sample()
    if (method === 'mean-rate')
      return histories.monetary.map((mean, at) => (mean * (histories.frequency[at] ?? 0)) / (histories.ageDays[at] ?? 1))
    if (method === 'spend-per-week' || method === 'same-again') return guess(method, histories, purchases, 273).revenue
    const predictor = ORDER_MODEL[method].predictor(fitOrders(ORDER_MODEL[method], rows).parameters)
    const spends = expectedSpends(buyerSpend(histories, 'repeats'), fitBuyerSpend(histories, 'repeats').parameters)
    return spends.map((spend, at) => {
      const x = histories.frequency[at] ?? 0
      const age = (histories.ageDays[at] ?? 0) / 7
      return predictor.alive(x, (histories.recencyDays[at] ?? 0) / 7, age) * predictor.orders(x, age, 39) * spend
    })
  }

  it('tracks repeat purchases as published', () => {
    const { tracking } = test().models.find(({ fit }) => fit.model === 'pareto-nbd') ?? {}
    const weeks = (values: Float64Array | undefined, digits: number) => fixed(values?.subarray(19, 25) ?? [], digits)
    expect(weeks(tracking?.actualCumulative, 0)).toEqual('1359 1414 1484 1517 1573 1672'.split(' '))
    expect(weeks(tracking?.expectedCumulative, 2)).toEqual('1308.91 1385.33 1459.98 1532.97 1604.39 1674.32'.split(' '))
    expect(tracking?.actualCumulative[77]).toBe(4339)
    expect(tracking?.expectedCumulative[77]?.toFixed(0)).toBe('4275')
    expect(tracking?.holdoutStep).toBe(39)
    const bg = test().models.find(({ fit }) => fit.model === 'bg-nbd')
    expect(bg?.tracking.expectedCumulative[77]?.toFixed(0)).toBe('4166')
    expect(tracking?.expected.reduce((sum, value) => sum + value, 0)).toBeCloseTo(tracking?.expectedCumulative[77] ?? 0, 6)
  })

  it('says that models win on totals and baselines on ranking', () => {
    const verdict = verdictOf(test().scores, 'bg-nbd')
    expect(verdict.totals).toMatchObject({ winner: 'model', baseline: { method: 'same-again' } })
    expect(verdict.ranking).toMatchObject({ winner: 'baseline', baseline: { method: 'spend-per-week' } })
  })

  it('picks a model with a reason, and puts the one without stopping last', () => {
    const fits = ORDER_MODELS.map(model => fitOrders(ORDER_MODEL[model], sample().rows))
    const { choice, models } = compareModels(fits, test())
    expect(models.map(({ fit }) => fit.model)).toEqual(['mbg-nbd', 'bg-nbd', 'pareto-nbd', 'nbd'])
    expect(choice).toMatchObject({ model: 'mbg-nbd', reason: 'holdout' })
    expect(compareModels(fits, null).choice).toMatchObject({ model: 'mbg-nbd', reason: 'likelihood' })
    expect(() => compareModels([...fits, { ...(fits[0] ?? fitOrders(ORDER_MODEL.nbd, sample().rows)), customers: 5 }], null)).toThrow(
      RangeError,
    )
  })
})

describe.skipIf(!hasShared('cdnow', 'CDNOW_master.txt'))('all of CDNOW, calibrated until September 1997', () => {
  it('fits BG/NBD, Pareto/NBD and Gamma-Gamma to the digits known', () => {
    const { rows, histories } = calibration('CDNOW_master.txt')
    const bg = fitOrders(ORDER_MODEL['bg-nbd'], rows)
    expect(fixed(bg.parameters, 5)).toEqual(['0.25162', '4.78894', '0.72343', '2.16109'])
    expect(bg.logLikelihood.toFixed(3)).toBe('-95368.444')
    const pareto = fitOrders(ORDER_MODEL['pareto-nbd'], rows)
    expect(fixed(pareto.parameters, 5)).toEqual(['0.59742', '11.58566', '0.52219', '8.82776'])
    expect(pareto.logLikelihood.toFixed(3)).toBe('-95415.119')
    const spend = fitBuyerSpend(histories, 'repeats')
    expect(fixed(spend.parameters, 5)).toEqual(['6.27536', '3.62445', '14.98369'])
    // One repeater has got all repeat orders for nothing.
    expect(histories.frequency.filter(x => x > 0).length - spend.customers).toBe(1)
  })

  it('expects of the whole cohort what tracking adds up', () => {
    const { lines, histories } = calibration('CDNOW_master.txt')
    const tracking = track(histories, purchasesOf(lines), ORDER_MODEL['bg-nbd'].predictor([0.25162, 4.78894, 0.72343, 2.16109]))
    expect(tracking.actual.length).toBe(78)
    expect(tracking.weeksPerStep).toBe(1)
  })
})
