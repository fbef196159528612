import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it, vi } from 'vitest'
import { SavePrediction } from '../../../src/ui/predict/SavePrediction.tsx'
import type { PredictedForecast } from '../../../src/worker/prediction.ts'
import { predictionOf } from '../../share/prediction.ts'

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
  // jsdom knows no popovers: the list always shows.
  HTMLElement.prototype.hidePopover = () => {}
  URL.createObjectURL = () => `blob:${window.location.origin}/thread`
  render(<SavePrediction forecast={FORECAST} directory={directory} />)
  await userEvent.click(screen.getByText('database.db'))
  await screen.findByText('database.db was not saved.', {}, { timeout: 30_000 })
  expect(screen.getByText('no thread could be started')).toBeTruthy()
  expect(screen.getByText('Save predictions').closest('button')?.getAttribute('aria-busy')).toBe('false')
})
