import type { Lane, PictureKey } from '../parts/picture/picture.ts'
import { SavePicture } from '../parts/picture/SavePicture.tsx'
import css from './SaveLanes.module.css'

interface SaveLanesProps {
  readonly title: string
  /** What the bars are. */
  readonly caption: string
  readonly keys?: readonly PictureKey[]
  /** In the order of the answer, however the table is sorted. */
  readonly lanes: readonly Lane[]
}

/** The bars of a table as a picture. */
export function SaveLanes({ title, caption, keys = [], lanes }: SaveLanesProps) {
  return (
    <div className={css['save']}>
      <SavePicture title={title} caption={caption} keys={keys} drawing={() => (lanes.length === 0 ? null : { kind: 'lanes', lanes })} />
    </div>
  )
}
