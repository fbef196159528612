import { useApp, useOutlook } from '../../store/app-store.ts'
import type { LoadedCustomers } from '../../store/session.ts'
import { forecastSettings } from '../../store/view.ts'
import type { PredictedForecast } from '../../worker/prediction.ts'
import { idOf } from '../result/customer-finder.ts'
import { shownText } from '../words/texts.ts'
import { CustomerOutlookView } from './CustomerOutlookView.tsx'
import { CustomerSeedScore } from './CustomerSeedScore.tsx'

interface OutlookPanelProps {
  readonly forecast: PredictedForecast
  readonly loaded: LoadedCustomers
  /** Customer of the data set. */
  readonly customer: number
  /** Place by predicted value, or −1 for a customer without a purchase. */
  readonly place: number
}

/** One customer's prediction and what it rests on. */
export function OutlookPanel({ forecast, loaded, customer, place }: OutlookPanelProps) {
  const view = useApp(state => state.view)
  const settings = forecastSettings({ prediction: view.prediction, definition: loaded.ranking.definition })
  const outlook = useOutlook(settings, customer)
  const { prediction, currency } = forecast
  return (
    <CustomerOutlookView
      id={shownText(idOf(loaded.directory, customer))}
      prediction={prediction}
      buyer={place < 0 ? -1 : prediction.customer.indexOf(customer)}
      place={{ at: place, of: prediction.buyers }}
      outlook={outlook}
      currency={currency}
    >
      <CustomerSeedScore customer={customer} />
    </CustomerOutlookView>
  )
}
