import { useRef, useState } from 'react'
import { DAY } from '../../base/time.ts'
import type { CustomerDirectory } from '../../ltv/results.ts'
import { exportFile, exportName, PREDICTION_FORMATS } from '../../share/export.ts'
import type { PredictedForecast } from '../../worker/prediction.ts'
import { saveBlob } from '../export/save-blob.ts'
import { Button } from '../parts/Button.tsx'
import { Notice } from '../parts/Notice.tsx'
import { Popover } from '../parts/Popover.tsx'
import { Progress } from '../parts/Progress.tsx'
import { useSay } from '../parts/Status.tsx'
import { counted } from '../words/numbers.ts'
import css from './SavePrediction.module.css'

type Format = (typeof PREDICTION_FORMATS)[number]
type Work =
  | { readonly kind: 'idle' }
  /** `share` is how far it is, from 0 to 1. */
  | { readonly kind: 'busy'; readonly label: string; readonly share: number }
  | { readonly kind: 'failed'; readonly label: string; readonly message: string }

/** Ways of taking the prediction away: all customers with a purchase, whatever x is. One file is written at a time. */
export function SavePrediction({ forecast, directory }: { readonly forecast: PredictedForecast; readonly directory: CustomerDirectory }) {
  const say = useSay()
  const list = useRef<HTMLUListElement>(null)
  const [work, setWork] = useState<Work>({ kind: 'idle' })
  const { prediction, currency, settings } = forecast
  const { throughDay } = settings
  const save = async (format: Format): Promise<void> => {
    const { label } = format
    const last = throughDay === null ? null : throughDay * DAY
    const name = format.fileName ?? exportName('predictions', last, format.extension)
    // Closed first, so that focus is back on the button.
    list.current?.closest<HTMLElement>('[popover]')?.hidePopover()
    setWork({ kind: 'busy', label, share: 0 })
    try {
      const table = { prediction, directory, currency, throughDay }
      saveBlob(await exportFile(format, table, share => setWork({ kind: 'busy', label, share })), name)
      say(`Saved ${counted(prediction.buyers, 'customer')} as ${name}.`, true)
      setWork({ kind: 'idle' })
    } catch (error) {
      setWork({ kind: 'failed', label, message: error instanceof Error ? error.message : String(error) })
    }
  }
  const isBusy = work.kind === 'busy'
  return (
    <div className={css['save']}>
      <Popover
        align="end"
        trigger={opener => (
          <Button {...opener} icon="download" aria-busy={isBusy}>
            {isBusy ? `Writing ${work.label}` : 'Save predictions'}
          </Button>
        )}
      >
        <ul ref={list} className={css['list']}>
          {PREDICTION_FORMATS.map(format => (
            <li key={format.id} className={css['item']}>
              <button type="button" aria-describedby={`save-${format.id}`} disabled={isBusy} onClick={() => void save(format)}>
                {format.label}
              </button>
              <span id={`save-${format.id}`}>{format.description}</span>
            </li>
          ))}
        </ul>
      </Popover>
      {isBusy ? <Progress label={`Writing ${work.label}`} done={work.share} total={work.share > 0 ? 1 : 0} /> : null}
      {work.kind === 'failed' ? (
        <Notice kind="failure" title={`${work.label} was not saved.`}>
          {work.message}
        </Notice>
      ) : null}
    </div>
  )
}
