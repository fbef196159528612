/** Fields of events, by the names that files have for them, and `currency` for amounts that are plain numbers. */
export const EVENT_FIELDS = [
  'type',
  'verb',
  'key',
  'event_time',
  'customer_id',
  'total_amount',
  'currency',
  'last_name',
  'adr_city',
  'adr_state',
  'camera_make',
  'camera_model',
] as const
export type EventField = (typeof EVENT_FIELDS)[number]

/** Which column holds which field; null: none does. Without types all rows are orders; without verbs they are NEW, and images UPLOAD. */
export interface EventMapping {
  readonly columns: Readonly<Record<EventField, string | null>>
  /** What a number in the column of amounts counts: units of the currency (12.34), or 1/10,000 of them (123400). Texts are read as “12.34 USD”. */
  readonly amountsCount: 'units' | 'ten-thousandths'
}

export interface TableColumn {
  readonly name: string
  /** As ClickHouse writes it: “LowCardinality(String)”. */
  readonly type: string
}

const NEEDED: readonly EventField[] = ['key', 'event_time', 'customer_id', 'total_amount']

/** Why a mapping cannot be used, as a sentence, or null when it is sound. */
export function mappingFault({ columns }: EventMapping): string | null {
  const missing = NEEDED.filter(field => columns[field] === null)
  if (missing.length > 0) return `No column is chosen for ${missing.join(', ')}.`
  return null
}

/** Other names that columns go by, in small letters. */
const OTHER_NAMES: Readonly<Record<EventField, readonly string[]>> = {
  type: ['event_type', 'kind'],
  verb: ['event_verb', 'action'],
  key: ['event_key', 'order_id', 'id', 'event_id'],
  event_time: ['time', 'timestamp', 'occurred_at', 'created_at', 'event_date', 'date'],
  customer_id: ['customer', 'user_id', 'client_id'],
  total_amount: ['amount_units', 'amount', 'total', 'revenue', 'price'],
  currency: ['currency_code'],
  last_name: [],
  adr_city: ['city'],
  adr_state: ['state'],
  camera_make: [],
  camera_model: [],
}

/** What the names of columns say, case-blind. */
export function suggestedMapping(columns: readonly TableColumn[]): EventMapping {
  const named = new Map(columns.map(({ name }) => [name.trim().toLowerCase(), name]))
  const found = (field: EventField): string | null => {
    for (const name of [field, ...OTHER_NAMES[field]]) {
      const column = named.get(name)
      if (column !== undefined) return column
    }
    return null
  }
  const amount = found('total_amount')
  return {
    columns: {
      type: found('type'),
      verb: found('verb'),
      key: found('key'),
      event_time: found('event_time'),
      customer_id: found('customer_id'),
      total_amount: amount,
      currency: found('currency'),
      last_name: found('last_name'),
      adr_city: found('adr_city'),
      adr_state: found('adr_state'),
      camera_make: found('camera_make'),
      camera_model: found('camera_model'),
    },
    amountsCount: amount?.toLowerCase() === 'amount_units' ? 'ten-thousandths' : 'units',
  }
}
