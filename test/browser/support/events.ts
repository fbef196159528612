/** Events as one line of NDJSON each, for files that a test drops. */

export function order(customer: string, day: string, amount: string, key = `order-${customer}-${day}`): string {
  const event = { type: 'ORDER', verb: 'NEW', key, event_time: `${day}T12:00:00Z`, customer_id: customer, total_amount: amount }
  return JSON.stringify(event)
}

export function visit(customer: string, day: string): string {
  return JSON.stringify({ type: 'SITE_VISIT', verb: 'NEW', key: `page-${day}`, event_time: `${day}T11:00:00Z`, customer_id: customer })
}

export function lines(...events: readonly string[]): string {
  return `${events.join('\n')}\n`
}

/** Two calendar weeks; anna spends 78.04 and ben 10, so under the default definition anna is worth 52 × 78.04 ÷ 2 × 10 = 20,290.40. */
export const TWO_WEEKS = lines(
  order('anna', '2025-01-06', '50.04 USD'),
  visit('anna', '2025-01-06'),
  order('anna', '2025-01-07', '28.00 USD'),
  order('ben', '2025-01-14', '10 USD'),
)
