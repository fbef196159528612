import { NO_CHOICES, type TableChoices } from '../clv/table-choices.ts'

export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

/** What is remembered from visit to visit: how the page looks, and what the columns of tables mean. Never a row, an id or an amount. */
export interface Preferences {
  theme(): Theme
  setTheme(theme: Theme): void
  tableChoices(): TableChoices
  setTableChoices(choices: TableChoices): void
}

const THEME_KEY = 'worthwhile-theme'
const TABLES_KEY = 'worthwhile-tables'

/**
 * Kept in the browser's local storage; `open` gives it, and may throw, as browsers do where storage is denied.
 * Then the choice holds until the page is closed, which is what denying storage asks for.
 */
export function storedPreferences(open: () => Pick<Storage, 'getItem' | 'setItem'>): Preferences {
  let chosen: Theme | null = null
  let choices: TableChoices | null = null
  return {
    theme() {
      return chosen ?? THEMES.find(theme => theme === attempt(() => open().getItem(THEME_KEY))) ?? 'system'
    },
    setTheme(theme) {
      chosen = theme
      attempt(() => open().setItem(THEME_KEY, theme))
    },
    tableChoices() {
      return choices ?? attempt(() => choicesIn(open().getItem(TABLES_KEY))) ?? NO_CHOICES
    },
    setTableChoices(next) {
      choices = next
      attempt(() => open().setItem(TABLES_KEY, JSON.stringify(next)))
    },
  }
}

/** What was stored, as far as it is what is stored here: another version of the app may have written it, or somebody by hand. Throws on what is no JSON. */
function choicesIn(text: string | null): TableChoices | null {
  const stored: unknown = text === null ? null : JSON.parse(text)
  if (typeof stored !== 'object' || stored === null) return null
  const { mappings, dateOrders } = stored as { readonly mappings?: unknown; readonly dateOrders?: unknown }
  return { mappings: pairsOf(mappings, isMapping), dateOrders: pairsOf(dateOrders, isDateOrder) }
}

function pairsOf<Value>(list: unknown, isValue: (value: unknown) => value is Value): readonly (readonly [string, Value])[] {
  if (!Array.isArray(list)) return []
  return list.flatMap((pair: unknown) => {
    if (!Array.isArray(pair)) return []
    const [key, value]: readonly unknown[] = pair
    return typeof key === 'string' && isValue(value) ? [[key, value] as const] : []
  })
}

type Mapping = TableChoices['mappings'][number][1]
type DateOrder = TableChoices['dateOrders'][number][1]

function isDateOrder(value: unknown): value is DateOrder {
  return value === 'day-first' || value === 'month-first'
}

function isMapping(value: unknown): value is Mapping {
  if (typeof value !== 'object' || value === null) return false
  // `as`: every field is looked at before it is believed.
  const { customer, date, amount, order, item, items, currency, dateOrder, status, refunded, cancelled, kind } = value as {
    readonly [Field in keyof Mapping]?: unknown
  }
  const isAmount =
    typeof amount === 'object' &&
    amount !== null &&
    (('column' in amount && typeof amount.column === 'string') ||
      ('quantity' in amount && typeof amount.quantity === 'string' && 'unitPrice' in amount && typeof amount.unitPrice === 'string'))
  const areTexts = [order, item, items, currency, dateOrder].every(each => each === null || typeof each === 'string')
  const mayBeTexts = [status, refunded, cancelled, kind].every(each => each === undefined || typeof each === 'string')
  return typeof customer === 'string' && typeof date === 'string' && isAmount && areTexts && mayBeTexts
}

function attempt<T>(use: () => T): T | null {
  try {
    return use()
  } catch {
    return null
  }
}
