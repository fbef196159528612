import { describe, expect, it } from 'vitest'
import { backTest } from '../../src/clv/back-test.ts'
import { compareModels } from '../../src/clv/compare.ts'
import { checkData } from '../../src/clv/fitness.ts'
import { historiesOf } from '../../src/clv/histories.ts'
import { ORDER_MODEL } from '../../src/clv/models/all.ts'
import { fitOrders } from '../../src/clv/models/fit.ts'
import { ORDER_MODELS } from '../../src/clv/models/order-model.ts'
import { groupRows } from '../../src/clv/models/purchase-rows.ts'
import { purchasesOf } from '../../src/clv/purchases.ts'
import { buyerSpend, expectedSpends, fitBuyerSpend } from '../../src/clv/spend.ts'
import { DEFAULT_TERMS } from '../../src/clv/terms.ts'
import { track } from '../../src/clv/tracking.ts'
import { verdictOf } from '../../src/clv/verdict.ts'
import { cdnowLines, day } from '../support/order-files.ts'
import { hasShared } from '../support/shared-data.ts'

const SPLIT = day('1997-09-30')

function calibration(file: 'CDNOW_sample.txt' | 'CDNOW_master.txt') {
  const lines = cdnowLines(file)
  const purchases = purchasesOf(lines, SPLIT)
  const histories = historiesOf(purchases)
  return { lines, purchases, histories, rows: groupRows(histories.frequency, histories.recencyDays, histories.ageDays) }
}
const fixed = (values: ArrayLike<number>, digits: number) => Array.from(values, value => value.toFixed(digits))

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

  it('finds frequency and spend nearly unrelated', () => {
    const { histories, purchases } = sample()
    const check = checkData(histories, purchases, DEFAULT_TERMS).find(({ code }) => code === 'frequency-and-spend')
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

  it.each([
    ['bg-nbd', -0.121, 0.785, 0.638],
    ['pareto-nbd', -0.115, 0.755, 0.659],
    ['mean-rate', 0.557, 1.024, 0.676],
    ['spend-per-week', 2.065, 1.922, 0.684],
    ['same-again', 0.306, 0.897, 0.68],
  ])('gives %s the bias, the error and the Gini it has', (method, bias, error, gini) => {
    expect(score(method)?.orders.bias).toBeCloseTo(bias, 3)
    expect(score(method)?.orders.meanAbsoluteError).toBeCloseTo(error, 2)
    expect(score(method)?.revenue.gini).toBeCloseTo(gini, 2)
  })

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
  })

  it('expects of the whole cohort what tracking adds up', () => {
    const { lines, histories } = calibration('CDNOW_master.txt')
    const tracking = track(histories, purchasesOf(lines), ORDER_MODEL['bg-nbd'].predictor([0.25162, 4.78894, 0.72343, 2.16109]))
    expect(tracking.actual.length).toBe(78)
    expect(tracking.weeksPerStep).toBe(1)
  })
})
