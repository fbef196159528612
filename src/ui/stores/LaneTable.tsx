import type { Lane, PictureKey } from '../parts/picture/picture.ts'
import { SavePicture } from '../parts/picture/SavePicture.tsx'
import { SortableTable, type SortableTableProps } from '../parts/SortableTable.tsx'
import css from './LaneTable.module.css'

interface LaneTableProps<Row> extends SortableTableProps<Row> {
  /** What the bars are, for their picture. */
  readonly about: string
  readonly keys?: readonly PictureKey[]
  /** In the order of the answer, however the table is sorted. */
  readonly lanes: readonly Lane[]
}

/** A table with bars, which can be taken away as a picture. Nothing where it has no rows. */
export function LaneTable<Row>({ about, keys = [], lanes, ...table }: LaneTableProps<Row>) {
  if (table.rows.length === 0) return null
  return (
    <>
      <div className={css['save']}>
        <SavePicture title={table.caption} caption={about} keys={keys} drawing={() => ({ kind: 'lanes', lanes })} />
      </div>
      <SortableTable {...table} />
    </>
  )
}
