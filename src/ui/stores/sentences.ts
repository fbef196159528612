import type { StatusBreakdown, StoreAnswers, StoreSummary } from '../../stores/results.ts'
import { fixed } from '../words/figures.ts'
import { exactMoney, money } from '../words/money.ts'
import { count, counted } from '../words/numbers.ts'
import { spanWords } from '../words/spans.ts'
import { countedTransactions, EURO, transactionsWords } from '../words/store-words.ts'
import { shownText } from '../words/texts.ts'
import { tiedAtTop } from './ties.ts'

/* The answers in words, each a sentence that stands before its figures. Names and ids are put in as they are: React writes them as text. */

/** A share with the two decimals in which such shares are compared: 0.23770 → “23.77%”. Null, where amounts do not add up, is a dash. */
export function shareFigure(share: number | null): string {
  return share === null ? '–' : `${fixed(share * 100, 2)}%`
}

/** What a blank cell of the tables reads as: “no typology”. */
export function named(text: string, what: string): string {
  return text === '' ? `no ${what}` : shownText(text)
}

/** Names in sentences are cut here; tables have them whole. */
const NAME_CHARACTERS = 60

/** “Store 3 (Café Zehn)”; without brackets where there is no name. */
export function withName(id: string, name: string): string {
  if (name === '') return shownText(id)
  return `${shownText(id)} (${name.length > NAME_CHARACTERS ? `${name.slice(0, NAME_CHARACTERS).toWellFormed()}…` : name})`
}

/** All transactions that count, of all stores. */
function totalsOf({ deviceTypeShares, averageAmounts }: StoreAnswers): {
  readonly amountUnits: bigint
  readonly transactions: number
  /** Stores with at least one of them. */
  readonly stores: number
} {
  return {
    amountUnits: deviceTypeShares.reduce((sum, row) => sum + row.amountUnits, 0n),
    transactions: deviceTypeShares.reduce((sum, row) => sum + row.transactions, 0),
    stores: averageAmounts.reduce((sum, row) => sum + row.stores, 0),
  }
}

/** “87 of 100 stores sold for €241,234.00 in 488 accepted transactions.” */
export function reportHeadline(summary: StoreSummary, answers: StoreAnswers): string {
  const { definition } = answers
  const { amountUnits, transactions, stores } = totalsOf(answers)
  const all = summary.tables.stores.accepted
  if (transactions === 0) return `${counted(all, 'store')}, and no ${countedTransactions(definition).slice(0, -1)} yet.`
  const which = stores === all ? counted(all, 'store') : `${count(stores)} of ${counted(all, 'store')}`
  return `${which} sold for ${exactMoney(amountUnits, EURO)} in ${transactionsWords(transactions, definition)}.`
}

export function topStoresSentence({ topStores, storesTiedBehind, definition }: StoreAnswers): string {
  const [first] = topStores
  if (first === undefined) return nothingListed(definition, 'store')
  const tied = tiedAtTop(topStores, row => row.amountUnits, storesTiedBehind)
  const amount = exactMoney(first.amountUnits, EURO)
  if (tied > 1) return `${count(tied)} stores share the first place with ${amount} each.`
  const who = withName(`Store ${first.storeId}`, first.name)
  return `${who} sold most: ${amount} in ${transactionsWords(first.transactions, definition)}.`
}

export function topProductsSentence({ topProducts, productsTiedBehind, definition }: StoreAnswers): string {
  const [first] = topProducts
  if (first === undefined) return nothingListed(definition, 'product')
  const byCount = definition.productsBy === 'count'
  const amount = exactMoney(first.amountUnits, EURO)
  const tied = tiedAtTop(topProducts, row => (byCount ? row.transactions : row.amountUnits), productsTiedBehind)
  if (tied > 1) {
    const each = byCount ? `sold ${times(first.transactions)} each` : `with ${amount} each`
    return `${count(tied)} products share the first place, ${each}.`
  }
  const who = withName(`Product ${first.sku}`, first.name)
  return byCount
    ? `${who} was sold most often: ${times(first.transactions)}, for ${amount}.`
    : `${who} brought most: ${amount} in ${transactionsWords(first.transactions, definition)}.`
}

/** What the cut behind the last store leaves out by the rule for ties alone; null when that is nothing. */
export function storesBehindSentence({ topStores, storesTiedBehind }: StoreAnswers): string | null {
  const last = topStores.at(-1)
  if (last === undefined || storesTiedBehind === 0) return null
  const more = counted(storesTiedBehind, 'more store has', 'more stores have')
  return `${more} ${exactMoney(last.amountUnits, EURO)}, as the last one here: the order of ids decided.`
}

/** As {@link storesBehindSentence}, of products. */
export function productsBehindSentence({ topProducts, productsTiedBehind, definition }: StoreAnswers): string | null {
  const last = topProducts.at(-1)
  if (last === undefined || productsTiedBehind === 0) return null
  return definition.productsBy === 'count'
    ? `${counted(productsTiedBehind, 'more product was', 'more products were')} sold ${times(last.transactions)}, as the last one here: the amount decided, then the SKU.`
    : `${counted(productsTiedBehind, 'more product', 'more products')} brought ${exactMoney(last.amountUnits, EURO)}, as the last one here: the number decided, then the SKU.`
}

export function averagesSentence({ averageAmounts, definition }: StoreAnswers): string {
  const [first] = averageAmounts
  if (first === undefined) return `There is no ${countedTransactions(definition).slice(0, -1)} to take a mean of.`
  const { averageOf, smallGroup } = definition
  const basis = (row: typeof first): string =>
    averageOf === 'transactions' ? transactionsWords(row.transactions, definition) : counted(row.stores, 'store')
  const group = (row: typeof first): string => `${named(row.typology, 'typology')} in ${named(row.country, 'country')}`
  const told = (row: typeof first): string => `${group(row)}, ${money(row.mean, EURO)} over ${basis(row)}`
  const large = averageAmounts.find(row => !row.isSmall)
  if (large === first) return `The highest mean has ${told(first)}.`
  const small = `The highest mean has ${told(first)}, which is too few to rely on`
  const enough = `${count(smallGroup)} or more ${averageOf === 'transactions' ? 'transactions' : 'stores'}`
  return large === undefined ? `${small}; no group has ${enough}.` : `${small}; of those with ${enough}, ${told(large)}.`
}

export function deviceSharesSentence({ deviceTypeShares, definition }: StoreAnswers): string {
  const [first] = deviceTypeShares
  if (first === undefined) return `There is no ${countedTransactions(definition).slice(0, -1)} to share out.`
  if (first.share === null) return 'The amounts do not add up to more than nothing, so there are no shares of them.'
  const of = definition.shareOf === 'count' ? countedTransactions(definition) : `the amount of ${countedTransactions(definition)}`
  const tied = tiedAtTop(deviceTypeShares, row => row.share)
  if (tied > 1) return `${count(tied)} types of device have the largest share: ${shareFigure(first.share)} of ${of} each.`
  return `Devices of type ${shownText(first.deviceType)} have the largest share: ${shareFigure(first.share)} of ${of}.`
}

export function firstFiveSentence({ firstFive, definition }: StoreAnswers): string {
  const { stores, merchants, meanSeconds, medianSeconds } = firstFive
  const which = definition.firstFiveStatuses === 'accepted' ? 'accepted transactions' : 'transactions'
  if (meanSeconds === null || medianSeconds === null) return `No store has five ${which} yet.`
  const over = definition.firstFiveMeanOf === 'merchants' ? counted(merchants.length, 'merchant') : counted(stores.length, 'store')
  const half = `the median over ${over} is ${spanWords(medianSeconds)}`
  const fifth = `fifth ${which.slice(0, -1)}`
  if (definition.firstFiveFrom === 'first-transaction')
    return `A store’s first five ${which} take ${spanWords(meanSeconds)} on average; ${half}.`
  if (meanSeconds >= 0) return `A store’s ${fifth} comes ${spanWords(meanSeconds)} after its creation on average; ${half}.`
  return `A store’s ${fifth} comes ${spanWords(-meanSeconds)} before its creation on average, so stores were entered after they began to sell; ${half}.`
}

export function statusesSentence({ statusBreakdowns: { all } }: StoreAnswers): string {
  const transactions = all.accepted + all.refused + all.cancelled
  if (transactions === 0) return 'There is no transaction.'
  return (
    `Of ${counted(transactions, 'transaction')}, ${shareFigure(all.accepted / transactions)} were accepted, ` +
    `${shareFigure(all.refused / transactions)} refused and ${shareFigure(all.cancelled / transactions)} cancelled.`
  )
}

/** The group that is refused most, and the one that is cancelled most, among those that are not small; null when all are. */
export function worstGroupsSentence(rows: readonly StatusBreakdown[], what: string): string | null {
  const large = rows.filter(row => !row.isSmall)
  const [first] = large
  if (first === undefined || large.length < 2) return null
  return (['refused', 'cancelled'] as const)
    .map(status => {
      const share = (row: StatusBreakdown): number => (status === 'refused' ? row.refusedShare : row.cancelledShare)
      const worst = large.reduce((most, row) => (share(row) > share(most) ? row : most), first)
      if (share(worst) === 0) return `None of them has a ${status} transaction.`
      return `Most often ${status}: ${what} ${named(worst.key, what)}, ${shareFigure(share(worst))}.`
    })
    .join(' ')
}

function nothingListed({ top, statuses }: StoreAnswers['definition'], what: string): string {
  return top === 0
    ? `The top 0 are asked for, so no ${what} is listed.`
    : `No ${what} has ${statuses === 'accepted' ? 'an accepted' : 'a'} transaction.`
}

function times(number: number): string {
  return number === 1 ? 'once' : `${count(number)} times`
}
