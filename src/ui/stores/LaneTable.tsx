import type { Lane, PictureKey } from '../parts/picture/picture.ts'
import { SavePicture } from '../parts/picture/SavePicture.tsx'
import { SortableTable, type SortableTableProps } from '../parts/SortableTable.tsx'
import { count } from '../words/numbers.ts'
import css from './LaneTable.module.css'

interface LaneTableProps<Row> extends SortableTableProps<Row> {
  /** What the bars are, for their picture. */
  readonly about: string
  readonly keys?: readonly PictureKey[]
  /** A row in the picture, which has them in the order of the answer, however the table is sorted. */
  readonly laneOf: (row: Row) => Lane
}

/** What a picture can show and still be read; the files of the answer have all. */
const MOST_LANES = 40

/** A table with bars, which can be taken away as a picture. Nothing where it has no rows. */
export function LaneTable<Row>({ about, keys = [], laneOf, ...table }: LaneTableProps<Row>) {
  const { rows, caption } = table
  if (rows.length === 0) return null
  const drawn = rows.length > MOST_LANES ? ` Drawn are the first ${count(MOST_LANES)} of ${count(rows.length)}.` : ''
  return (
    <>
      <div className={css['save']}>
        <SavePicture
          title={caption}
          caption={`${about}${drawn}`}
          keys={keys}
          drawing={() => ({ kind: 'lanes', lanes: rows.slice(0, MOST_LANES).map(laneOf) })}
        />
      </div>
      <SortableTable {...table} />
    </>
  )
}
