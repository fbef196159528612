import type { OrderLines } from '../../src/clv/order-lines.ts'

/** Day 0 of a simulated shop. */
export const SHOP_OPENS = Date.UTC(2024, 0, 1)

const DAY_MS = 86_400_000

/** Id of a customer of a simulated shop. */
export function shopCustomer(customer: number): string {
  return `c${String(customer).padStart(4, '0')}`
}

/** The orders of a simulated shop as an events file: NDJSON, amounts to four decimals, every order at noon. */
export function shopEvents({ length, customer, day, amountUnits }: OrderLines): string {
  const lines: string[] = []
  for (let line = 0; line < length; line += 1) {
    const units = String(amountUnits[line] ?? 0).padStart(5, '0')
    const time = new Date(SHOP_OPENS + (day[line] ?? 0) * DAY_MS + DAY_MS / 2).toISOString()
    const total_amount = `${units.slice(0, -4)}.${units.slice(-4)} USD`
    lines.push(
      JSON.stringify({
        type: 'ORDER',
        verb: 'NEW',
        key: `o${line}`,
        event_time: time,
        customer_id: shopCustomer(customer[line] ?? 0),
        total_amount,
      }),
    )
  }
  return `${lines.join('\n')}\n`
}
