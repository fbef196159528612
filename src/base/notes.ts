/**
 * Things that were accepted but that a careful reader wants to know.
 * A note never changes a figure; it says what a figure rests on. `count` is in the unit its sentence names.
 */
export interface Note {
  readonly code: NoteCode
  readonly count: number
  /** A full sentence for people, with the count in it. */
  readonly message: string
}

export type NoteCode =
  | 'reused-order-ids' // order ids that more than one customer has: counted per customer, never merged
  | 'forgiven-commas' // missing, doubled or trailing commas between records
  | 'zero-amounts' // orders that stand at 0
  | 'refunds' // orders that stand below 0
  | 'other-currencies' // orders set aside because they are in another currency than the report
  | 'updates-without-original' // orders known only from UPDATEs
  | 'outlying-dates' // events far from all others, which stretch the time frame
  | 'ends-early' // a file that stops in the middle
  | 'windows-1252' // a CSV that is not UTF-8
  | 'utf-16' // a file transcoded from UTF-16 (byte offsets are those of its UTF-8 form)
  | 'missing-values' // amounts, numbers of items and ids of order rows that are NA or blank
  | 'orders-without-id' // order rows whose order is told by customer and time
  | 'item-versions' // further values of order items, which later ones replaced
  | 'rows-in-several-files' // order rows without an item id that several files have in the same words
  | 'orders-in-several-files' // order ids of which several files have rows, and not the same ones
  | 'ids-with-fraction' // ids written as 17850.0, taken for 17850
  | 'date-order' // dates read day first or month first because the column as a whole says so
  | 'decimal-commas' // amounts read with the comma as decimal sign because the column as a whole says so
  | 'repeated-totals' // rows that repeat what their order comes to, as their column says: counted once
  | 'suspected-totals' // orders with one amount in all of their rows, which might be the order's: added up
  | 'refunds-by-kind' // amounts above zero of rows that are refunds by their kind: taken off
  | 'unknown-states' // states of payments and orders that are not known: counted as spend
  | 'cut-ids' // ids written as 1.23457E+11, which may stand for several
  | 'ids-by-case' // addresses of mail that differ in capital letters only
  | 'number-dates' // dates written as numbers of days or seconds
  | 'hundredths' // files whose column of amounts says that they are cents
  | 'outsized-customer' // a customer with many times the orders of any other, who may stand for several
  | 'unread-times' // times of day beside the date of an order that cannot be read
  | 'discounts' // discounts beside quantity and price that were taken off
  | 'discounts-left' // discounts of which it is not known what to take off
  | 'unknown-kinds' // rows of which it is not known whether they are sales or refunds
  | 'lines-above' // lines that stand above the header row of a table
  | 'empty-cells' // rows of tables with empty cells behind those that the header has names for
  | 'day-first-times' // times of stores that can only be read with the day first
  | 'rounded-spend' // sums of weeks with more than four decimals
  | 'no-currency' // rows of weeks without a currency, taken for dollars
  | 'floating-point' // numbers that a file keeps as floating point, read as they print
  | 'untimed-weeks' // weeks that do not say when in them things happened
  | 'empty-weeks' // rows of weeks in which nothing happened
  | 'as-told' // files whose columns or dates were read as somebody said before of files with the same columns
  | 'rejects-cut' // more rejects than are kept
