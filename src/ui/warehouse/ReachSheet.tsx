import { Dialog } from '../parts/Dialog.tsx'
import { counted } from '../words/numbers.ts'
import css from './ReachSheet.module.css'

interface ReachSheetProps {
  readonly open: boolean
  /** The only origin that the page can reach; null while it has reached for none. */
  readonly bound: string | null
  readonly onClose: () => void
}

/** What this page may reach, what it has reached, and how that differs from the sealed page. */
export function ReachSheet({ open, bound, onClose }: ReachSheetProps) {
  return (
    <Dialog open={open} title="What this page may reach" onClose={onClose}>
      <Reach bound={bound} />
    </Dialog>
  )
}

function Reach({ bound }: Pick<ReachSheetProps, 'bound'>) {
  const reached = originsReached()
  return (
    <div className={css['reach']}>
      <p>
        The <a href="./">page for files</a> is sealed: the browser refuses it every connection. This page is another one, with a rule of its
        own, because it must ask your server. It starts no connection before you press Connect; then it adds the rule that names your
        server, and the browser refuses it every other address, whoever asks, until the page is loaded anew. Rules of this kind can be
        narrowed, and never widened.
      </p>
      <h3>Now</h3>
      <p>{bound === null ? 'It has not connected to anything yet.' : `It can reach ${bound} and nobody else.`}</p>
      <h3>So far, as the browser counts it</h3>
      {reached.length === 0 ? (
        <p>Nothing but this page’s own files.</p>
      ) : (
        <ul>
          {reached.map(({ origin, requests }) => (
            <li key={origin}>
              {origin}: {counted(requests, 'request')}
            </li>
          ))}
        </ul>
      )}
      <h3>The rules, word for word</h3>
      <ul className={css['rules']}>
        {rulesInForce().map(rule => (
          <li key={rule}>{rule}</li>
        ))}
      </ul>
      <p>
        What no rule in a page forbids: following a link. So no link here carries anything you typed or anything the server said. And your
        server sees what any client shows it: who asks, which queries, and the address of this page’s host.
      </p>
    </div>
  )
}

/** Every origin but the page's own that anything was asked of, with how often: the browser's own record. */
function originsReached(): readonly { readonly origin: string; readonly requests: number }[] {
  const counts = new Map<string, number>()
  for (const { name } of performance.getEntriesByType('resource')) {
    const { origin } = new URL(name)
    if (origin !== location.origin && origin !== 'null') counts.set(origin, (counts.get(origin) ?? 0) + 1)
  }
  return [...counts].map(([origin, requests]) => ({ origin, requests }))
}

/** In the development server the page has no rules but the one that it adds itself. */
function rulesInForce(): readonly string[] {
  return Array.from(document.querySelectorAll<HTMLMetaElement>('meta[http-equiv="Content-Security-Policy"]'), meta => meta.content)
}
