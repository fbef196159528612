import { AMOUNT_LIMIT } from '../base/money.ts'
import type { Fault } from '../base/rejects.ts'
import { ORDER_FIELDS, type OrderField, type OrderFields, textOfField } from './order-fields.ts'

export function badAmount(field: OrderField, text: string): Fault {
  const fault = bad(field, text, `an amount below ${AMOUNT_LIMIT}`, '12.34')
  if (!/(?<!\p{L})kr\.?$/iu.test(text)) return fault
  return { ...fault, message: `${fault.message}: kr may be SEK, NOK, DKK or ISK, which a column has to say` }
}

export function missing(field: OrderField): Fault {
  return { reason: `missing ${field}`, field, message: `there is no ${field}` }
}

export function nobody(id: string): Fault {
  const message = `“${id}” stands for whoever is not known, not for one customer (expected the id of a customer)`
  return { reason: 'missing customer_id', field: 'customer_id', message }
}

export function bad(field: OrderField, text: string, what: string, example: string): Fault {
  const cut = text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text
  return { reason: `bad ${field}`, field, message: `“${cut.toWellFormed()}” is not ${what} (expected for example ${example})` }
}

const SHOWN_CHARACTERS = 60

export function foreignFault(fields: OrderFields): Fault {
  const field = ORDER_FIELDS.find(name => textOfField(fields[name]) === null) ?? 'customer_id'
  return bad(field, textOf(fields[field]), 'a text or a number', 'A-17')
}

/** Text of a row that came without one. */
export function textOf(record: unknown): string {
  try {
    return JSON.stringify(record) ?? String(record)
  } catch (error) {
    // BigInts and circular objects have no JSON.
    return `(no text: ${error instanceof Error ? error.message : 'not serialisable'})`
  }
}
