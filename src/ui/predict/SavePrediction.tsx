import { useState } from 'react'
import { DAY } from '../../base/time.ts'
import type { CustomerDirectory, Ranking } from '../../ltv/results.ts'
import { PREDICTION_FORMATS } from '../../share/export.ts'
import { fingerprintOf, fingerprintText } from '../../share/fingerprint.ts'
import { type PredictionRows, predictionsTable } from '../../share/prediction-formats.ts'
import { pseudonymousPredictions } from '../../share/pseudonymous.ts'
import type { PredictedForecast } from '../../worker/prediction.ts'
import type { Exportable } from '../export/ExportForm.tsx'
import { ExportOf } from '../export/ExportOf.tsx'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { count } from '../words/numbers.ts'
import { type PredictedRanking, type PredictedSort, shownBuyers, sortedBuyers } from './predicted-rows.ts'
import css from './SavePrediction.module.css'

interface SavePredictionProps {
  readonly forecast: PredictedForecast
  readonly directory: CustomerDirectory
  readonly ranking: Ranking
  readonly predicted: PredictedRanking
  readonly sort: PredictedSort
  /** The best x are shown. */
  readonly x: number
}

/** The way to take the prediction away: the customers on screen, or all with a purchase. */
export function SavePrediction(props: SavePredictionProps) {
  const [isOpen, setIsOpen] = useState(false)
  const close = (): void => setIsOpen(false)
  return (
    <div className={css['save']}>
      <Button icon="download" onClick={() => setIsOpen(true)}>
        Save predictions
      </Button>
      <Dialog open={isOpen} title="Export predictions" onClose={close}>
        <ExportOfPrediction {...props} onClose={close} />
      </Dialog>
    </div>
  )
}

function ExportOfPrediction({
  forecast,
  directory,
  ranking,
  predicted,
  sort,
  x,
  onClose,
}: SavePredictionProps & { readonly onClose: () => void }) {
  const { prediction, currency, settings } = forecast
  const { throughDay } = settings
  // Worked out once for the sheet: a pass over all customers.
  const [fingerprint] = useState(() => fingerprintText(fingerprintOf(ranking, directory)))
  const table = { prediction, directory, currency, throughDay, fingerprint }
  const shown = Math.min(x, prediction.buyers)
  const source = (buyers: Uint32Array | null): PredictionRows => ({ table, buyers })
  const of: Exportable<PredictionRows> = {
    noun: 'customer',
    scopes: [
      {
        id: 'shown',
        label: `The best ${count(shown)}, in the order of the table`,
        subject: `predictions top ${shown}`,
        rows: shown,
        source: source(shownBuyers(prediction, predicted, sortedBuyers(prediction, predicted, sort), shown)),
      },
      {
        id: 'all',
        label: 'All customers with a purchase, in order of first appearance',
        subject: 'predictions',
        rows: prediction.buyers,
        source: source(null),
      },
    ],
    formats: PREDICTION_FORMATS,
    everything: 'all customers with a purchase',
    last: throughDay === null ? null : throughDay * DAY,
    hasPlaces: false,
    tableOf: predictionsTable,
    withPseudonyms: (rows, extent, order) => pseudonymousPredictions(extent === 'all' ? source(null) : rows, order),
  }
  return <ExportOf of={of} onClose={onClose} />
}
