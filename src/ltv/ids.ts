import { textOrder } from '../base/text-order.ts'
import { oncePerRevision } from './once-per-revision.ts'

/** Customers in ascending order of id, in UTF-16 code units. */
export const customersById = oncePerRevision(dataset => textOrder(dataset.customers))

/** Place of each customer in that order. */
export const placesById = oncePerRevision((dataset): Uint32Array<ArrayBuffer> => {
  const byId = customersById(dataset)
  const places = new Uint32Array(byId.length)
  for (let place = 0; place < places.length; place += 1) places[byId[place] ?? 0] = place
  return places
})
