import { ScrollTable } from '../parts/ScrollTable.tsx'
import { decimal, percent } from '../words/numbers.ts'
import { ORDER_MODEL_NAME } from '../words/order-models.ts'
import type { ForecastInWords } from './PredictionView.tsx'
import css from './tables.module.css'

/** All models by likelihood and by their error in the back-test, and why one of them is the default. */
export function ModelTable({ forecast }: { readonly forecast: ForecastInWords }) {
  const { comparison, orderFit } = forecast
  return (
    <>
      {comparison.choice === null ? null : <p className={css['sentence']}>{comparison.choice.message}</p>}
      <ScrollTable caption="Models of when customers buy" label="Models, scrollable" boxClass={css['box']}>
        <thead>
          <tr>
            <th scope="col">Model</th>
            <th scope="col">Log-likelihood</th>
            <th scope="col">AIC behind the best</th>
            <th scope="col">Bias in the back-test</th>
            <th scope="col">Error per customer</th>
            <th scope="col">Parameters</th>
          </tr>
        </thead>
        <tbody>
          {comparison.models.map(({ fit, aicBehind, holdoutBias, holdoutError }) => (
            <tr key={fit.model} className={fit.model === orderFit.model ? css['chosen'] : undefined}>
              <th scope="row">
                {ORDER_MODEL_NAME[fit.model]}
                {fit.model === orderFit.model ? ' (in force)' : ''}
              </th>
              {fit.failures.length > 0 ? (
                <td colSpan={5} className={css['words']}>
                  {fit.failures.map(({ message }) => message).join(' ')}
                </td>
              ) : (
                <>
                  <td>{decimal(fit.logLikelihood, 1)}</td>
                  <td>{decimal(aicBehind, 1)}</td>
                  <td>{holdoutBias === null ? '–' : percent(holdoutBias)}</td>
                  <td>{holdoutError === null ? '–' : `${decimal(holdoutError, 3)} orders`}</td>
                  <td>{fit.parameters.map(parameter => decimal(Number(parameter.toPrecision(4)), 4)).join(' · ')}</td>
                </>
              )}
            </tr>
          ))}
        </tbody>
      </ScrollTable>
    </>
  )
}
