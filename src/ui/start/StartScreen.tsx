import type { Recipe } from '../../worker/protocol.ts'
import { Button } from '../parts/Button.tsx'
import { Icon } from '../parts/Icon.tsx'
import { TwoPanes } from '../parts/TwoPanes.tsx'
import { FileButtons } from './FileButtons.tsx'
import type { Gathered } from './gather-files.ts'
import { FIRST_RECIPE, SampleShop } from './SampleShop.tsx'
import { SampleStores } from './SampleStores.tsx'
import css from './StartScreen.module.css'

const EXAMPLE = `{"type":"CUSTOMER","verb":"NEW","key":"96f55c7d8f42","event_time":"2025-01-06T12:46:46Z","last_name":"Smith","adr_city":"Middletown","adr_state":"AK"}
{"type":"SITE_VISIT","verb":"NEW","key":"ac05e815502f","event_time":"2025-01-06T12:45:52Z","customer_id":"96f55c7d8f42"}
{"type":"ORDER","verb":"NEW","key":"68d84e5d1a43","event_time":"2025-01-06T12:55:55Z","customer_id":"96f55c7d8f42","total_amount":"12.34 USD"}
{"type":"IMAGE","verb":"UPLOAD","key":"d8ede43b1d9f","event_time":"2025-01-06T12:47:12Z","customer_id":"96f55c7d8f42"}`

interface StartScreenProps {
  /** The view that the address asks for, in words, or null when it asks for nothing in particular. */
  readonly linkedView: string | null
  /** What is being done to have the files that are there when the page opens; null when nothing is. */
  readonly arriving: string | null
  /** Names of the files that were dropped at an earlier visit and can be opened again; none when there are none. */
  readonly reopenable: readonly string[]
  readonly onReopen: () => void
  /** Where the page for warehouses lies; null in copies that have none. */
  readonly warehouse: string | null
  readonly onGathered: (gathered: Gathered) => void
  readonly onPaste: () => void
  readonly onSample: (recipe: Recipe) => void
  readonly onSaveSample: (recipe: Recipe) => void
  readonly onSealed: () => void
  readonly drawSeed: () => number
}

/** What the page is for, and every way to give it events. */
export function StartScreen({
  linkedView,
  arriving,
  reopenable,
  onReopen,
  warehouse,
  onGathered,
  onPaste,
  onSample,
  onSaveSample,
  onSealed,
  drawSeed,
}: StartScreenProps) {
  return (
    <TwoPanes
      sideLabel="Samples, and what a file looks like"
      side={
        <>
          <SampleShop initialRecipe={FIRST_RECIPE} onOpen={onSample} onSave={onSaveSample} drawSeed={drawSeed} />
          <SampleStores onOpen={onSample} onSave={onSaveSample} />
          <section className={css['shape']} aria-labelledby="shape-title">
            <h2 id="shape-title">What a file looks like</h2>
            <p>
              <b>Orders</b>: a row for each order, or for each item of one, with a customer, a date and an amount. Columns are recognised by
              their names; where they are not, the page asks.
            </p>
            <p>
              <b>Events</b> of four types, in any order. Repeats count once, and updates replace what they update.
            </p>
            <table>
              <thead>
                <tr>
                  <th scope="col">type</th>
                  <th scope="col">verb</th>
                  <th scope="col">key is the</th>
                </tr>
              </thead>
              <tbody>
                <tr>
                  <th scope="row">CUSTOMER</th>
                  <td>NEW, UPDATE</td>
                  <td>customer</td>
                </tr>
                <tr>
                  <th scope="row">SITE_VISIT</th>
                  <td>NEW</td>
                  <td>page</td>
                </tr>
                <tr>
                  <th scope="row">IMAGE</th>
                  <td>UPLOAD</td>
                  <td>image</td>
                </tr>
                <tr>
                  <th scope="row">ORDER</th>
                  <td>NEW, UPDATE</td>
                  <td>order</td>
                </tr>
              </tbody>
            </table>
            <p>
              Each has <code>type</code>, <code>verb</code>, <code>key</code> and <code>event_time</code>; all but CUSTOMER also{' '}
              <code>customer_id</code>, and ORDER also <code>total_amount</code>.
            </p>
            <details className={css['example']}>
              <summary>An example, one event per line</summary>
              {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard */}
              <pre tabIndex={0}>{EXAMPLE}</pre>
            </details>
          </section>
        </>
      }
    >
      <h1 className={css['title']}>Who are your best customers, what are they worth, and why is that the number?</h1>
      <p className={css['lead']}>
        Drop a file of orders or of customer events. You get your customers ranked by lifetime value, and every figure opens to its own
        arithmetic, down to the line it was read from.
      </p>
      {linkedView === null || arriving !== null ? null : (
        <p className={css['linked']}>
          <Icon name="link" /> <span>The link holds a view but no data: {linkedView} Drop the file to see it.</span>
        </p>
      )}
      {arriving === null ? null : (
        <p className={css['linked']}>
          <Icon name="file" /> <span>{arriving}</span>
        </p>
      )}
      <div className={css['zone']}>
        <Icon name="open" size={28} />
        <p className={css['call']}>Drop an events file anywhere. It is read on this computer and never sent.</p>
        <p className={css['formats']}>JSON, NDJSON, CSV or Excel, plain or as gzip, zstd or zip. Several files or a folder at once.</p>
        <div className={css['buttons']}>
          <FileButtons onGathered={onGathered} filesKind="primary" />
          {reopenable.length === 0 ? null : (
            <Button icon="turn" onClick={onReopen}>
              Reopen {reopenable.length === 1 ? reopenable[0] : `${reopenable.length} files`}
            </Button>
          )}
          <Button icon="paste" onClick={onPaste}>
            Paste text
          </Button>
        </div>
      </div>
      <p className={css['sealed']}>
        <Icon name="sealed" size={14} />
        <span>
          Sealed: this page cannot contact any server.{' '}
          <Button kind="link" onClick={onSealed}>
            Test it yourself
          </Button>
        </span>
      </p>
      {warehouse === null ? null : (
        <p className={css['warehouse']}>
          <a href={warehouse}>Events in a warehouse?</a> Another page asks your ClickHouse where they lie. It is not sealed: it connects to
          the one server you name.
        </p>
      )}
      <section className={css['formula']} aria-labelledby="formula-title">
        <h2 id="formula-title">What is worked out</h2>
        <p className={css['equation']}>
          <b>Simple LTV</b> = 52 × ( <u>spend</u> ÷ <u>weeks</u> ) × 10 years
        </p>
        <p>
          A customer’s spend per week, over a year’s 52 weeks, for ten years. Weeks are calendar weeks of the data, Sunday to Saturday in
          UTC. How weeks are counted, the years, a margin and a time window can be changed; the definition in force always stands beside the
          figures.
        </p>
      </section>
    </TwoPanes>
  )
}
