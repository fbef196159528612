import { predictionDocument } from '../../share/prediction-formats.ts'
import { app, peekForecast } from '../../store/app-store.ts'
import { shownData } from '../../store/session.ts'
import { findCustomer } from '../result/customer-finder.ts'

let isListening = false

/**
 * From now on `predictions/<customer id>` under the app's address is answered with what this page predicts, as the first system for this task did over HTTP.
 * The service worker asks, on this computer; the answer is that of the moment, under the definition in force.
 */
export function answerPredictionRequests(): void {
  if (isListening || !('serviceWorker' in navigator)) return
  isListening = true
  navigator.serviceWorker.addEventListener('message', ({ data, ports: [port] }: MessageEvent<unknown>) => {
    if (port === undefined || typeof data !== 'object' || data === null || !('kind' in data) || data.kind !== 'prediction') return
    port.postMessage('id' in data && typeof data.id === 'string' ? answerTo(data.id) : null)
  })
}

function answerTo(id: string): { readonly document?: string } | null {
  const loaded = shownData(app.getState().session)
  const forecast = peekForecast()
  if (loaded?.report !== 'customers' || forecast?.kind !== 'predicted') return null
  const { prediction, currency, settings } = forecast
  const { directory } = loaded
  const { exact } = findCustomer(directory, id, 1)
  const buyer = exact === null ? -1 : prediction.customer.indexOf(exact)
  if (buyer < 0) return {}
  return { document: predictionDocument({ prediction, directory, currency, throughDay: settings.throughDay }, buyer) }
}
