/** Of an event and its keys, with ids of a dozen characters. */
const EVENT_BYTES = 55
/** Of a customer: a record, and a row of the ranking with its index. */
const CUSTOMER_BYTES = 150

/** Bytes of a report's database, about: long ids, names and places make it larger. Measured on sample shops of 100,000 and a million events. */
export function eventsDatabaseBytes(events: number, customers: number): number {
  return events * EVENT_BYTES + customers * CUSTOMER_BYTES
}
