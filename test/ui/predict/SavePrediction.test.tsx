import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it, vi } from 'vitest'
import { predictedRanking } from '../../../src/ui/predict/predicted-rows.ts'
import { SavePrediction } from '../../../src/ui/predict/SavePrediction.tsx'
import type { PredictedForecast } from '../../../src/worker/prediction.ts'
import { predictionOf } from '../../share/prediction.ts'
import { madeUpRanking } from '../result/made-up-shop.ts'

const { prediction, directory, currency, throughDay } = predictionOf(['anna', 'ben'])
// `as`: of a forecast no more than these is looked at.
const FORECAST = { prediction, currency, settings: { throughDay } } as PredictedForecast

it('says why a file could not be written, and offers the others again', async () => {
  // As in a browser that has no memory left for another thread.
  vi.stubGlobal(
    'Worker',
    class {
      constructor() {
        throw new Error('no thread could be started')
      }
    },
  )
  URL.createObjectURL = () => `blob:${window.location.origin}/thread`
  const predicted = predictedRanking(prediction, directory)
  render(
    <SavePrediction
      forecast={FORECAST}
      directory={directory}
      ranking={madeUpRanking({ customers: [{ id: 'anna' }, { id: 'ben' }] })}
      predicted={predicted}
      sort={{ column: 'predictedClv', descending: true }}
      x={1}
    />,
  )
  await userEvent.click(screen.getByRole('button', { name: 'Save predictions' }))
  await userEvent.click(screen.getByRole('radio', { name: /database\.db/ }))
  await userEvent.click(screen.getByRole('button', { name: 'Save everything' }))
  await screen.findByText('That did not work.', {}, { timeout: 30_000 })
  expect(screen.getByText('no thread could be started')).toBeTruthy()
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Save everything' }).disabled).toBe(false)
})
