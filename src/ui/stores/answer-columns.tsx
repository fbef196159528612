import { LaneBar } from '../parts/charts/LaneBar.tsx'
import type { SortableColumn } from '../parts/SortableTable.tsx'
import type { SortValue } from '../parts/sorted-rows.ts'
import { exactMoney } from '../words/money.ts'
import { count } from '../words/numbers.ts'
import { EURO } from '../words/store-words.ts'
import { shownText } from '../words/texts.ts'
import type { ChooseStoreProps } from './answer-props.ts'
import { StoreButton } from './StoreButton.tsx'
import { Tied } from './Tied.tsx'

/* The columns of which the tables of answers about stores are made. */

/** A text as it was read, whole when it is pointed at; a dash where it is blank. */
export function textColumn<Row>(id: string, heading: string, textOf: (row: Row) => string): SortableColumn<Row> {
  return { id, heading, kind: 'text', sortValue: textOf, cell: row => <ShownText text={textOf(row)} /> }
}

function ShownText({ text }: { readonly text: string }) {
  const shown = shownText(text)
  return <span title={shown}>{shown || '–'}</span>
}

export function countColumn<Row>(id: string, heading: string, countOf: (row: Row) => number, explanation?: string): SortableColumn<Row> {
  const told = explanation === undefined ? {} : { explanation }
  return { id, heading, ...told, kind: 'number', sortValue: countOf, cell: row => count(countOf(row)) }
}

export function amountColumn<Row extends { readonly amountUnits: bigint }>(): SortableColumn<Row> {
  const { id, heading } = AMOUNT
  return { id, heading, kind: 'number', sortValue: row => row.amountUnits, cell: row => exactMoney(row.amountUnits, EURO) }
}

/** What the column of amounts is called, also where it has bars. */
export const AMOUNT = { id: 'amount', heading: 'Amount' } as const

/** Ids of stores, by which their weeks are shown. */
export function storeColumn<Row>(idOf: (row: Row) => string, { storeId, onStore }: ChooseStoreProps): SortableColumn<Row> {
  return {
    id: 'store',
    heading: 'Store',
    kind: 'text',
    sortValue: idOf,
    cell: row => <StoreButton storeId={idOf(row)} isChosen={idOf(row) === storeId} onStore={onStore} />,
  }
}

interface LaneColumn<Row> {
  readonly id: string
  readonly heading: string
  readonly sortValue: (row: Row) => SortValue
  /** Part of the lane that is filled, 0 to 1. */
  readonly shareOf: (row: Row) => number
  /** A whole lane is all of it, not only the most. */
  readonly isShare?: boolean
  readonly isHatched?: (row: Row) => boolean
  readonly wordsOf: (row: Row) => string
  /** Rows that are alike in this, and what decides between them. */
  readonly isTied: (row: Row) => boolean
  readonly decidedBy: string
}

/** The figure by which rows are ranked, as a bar with the figure beside it. */
export function laneColumn<Row>(lane: LaneColumn<Row>): SortableColumn<Row> {
  const { id, heading, sortValue, shareOf, isShare = false, isHatched, wordsOf, isTied, decidedBy } = lane
  return {
    id,
    heading,
    kind: 'number',
    sortValue,
    cell: row => (
      <LaneBar share={shareOf(row)} isShare={isShare} hatched={isHatched?.(row) ?? false}>
        <Tied isTied={isTied(row)} decidedBy={decidedBy} />
        {wordsOf(row)}
      </LaneBar>
    ),
  }
}
