import type { Inquiry } from './server.ts'
import type { RanQuery } from './warehouse.ts'

/**
 * Answers that several questions rest on, by a key that holds all they depend on. Kept as long as the table is open: rows that come later are not seen before it
 * is opened anew, so that all figures on a screen are of much the same moment. Only whole answers are kept, so a cancelled question leaves nothing behind.
 */
export class Known {
  private readonly answers = new Map<string, { readonly value: unknown; readonly ran: readonly RanQuery[] }>()

  async get<Value>(inquiry: Inquiry, key: string, find: (inquiry: Inquiry) => Promise<Value>): Promise<Value> {
    const known = this.answers.get(key)
    if (known !== undefined) {
      inquiry.reuse(known.ran)
      // What is kept under a key was found for that key.
      return known.value as Value
    }
    const before = inquiry.queries.length
    const value = await find(inquiry)
    this.answers.set(key, { value, ran: inquiry.queries.slice(before) })
    return value
  }
}
