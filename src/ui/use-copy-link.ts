import { fingerprintOf } from '../share/fingerprint.ts'
import { storeFingerprintOf } from '../share/store-fingerprint.ts'
import { app } from '../store/app-store.ts'
import { type Loaded, shownData } from '../store/session.ts'
import { fragmentOfRecipe, fragmentOfStoreRecipe, fragmentOfView } from '../store/view-link.ts'
import { useSay } from './parts/Status.tsx'

/**
 * Copies the address of the present view, with a fingerprint of the data where there is one: whoever opens it and drops their copy is told whether it is the same.
 * Made from the view itself: the address bar may lag behind while something is dragged.
 */
export function useCopyLink(): () => void {
  const say = useSay()
  return () => {
    const fragment = presentFragment()
    const link = location.href.replace(/#.*$/, '') + (fragment === '' ? '' : `#${fragment}`)
    const refused = (): void => say('The browser refused to copy. The same link stands in the address bar.', true)
    if (navigator.clipboard === undefined) refused()
    else navigator.clipboard.writeText(link).then(() => say(copiedWords(), true), refused)
  }
}

const COPIED = {
  customers:
    'Copied. The link holds your view, the definition, and of your data the number of customers and orders, the first and last day and a check sum; no row and no id.',
  stores:
    'Copied. The link holds your view, its switches, and of your data the number of stores and transactions, the first and last day and a check sum; no row and no id.',
} as const

function copiedWords(): string {
  const loaded = shownData(app.getState().session)
  return loaded === null || !hasFingerprint(loaded)
    ? 'Copied. The link holds your view and definition, and nothing of the data.'
    : COPIED[loaded.report]
}

/** A sample is made anew from its recipe; there is nothing to compare it with. Nor is there before all tables are there. */
function hasFingerprint(loaded: Loaded): boolean {
  return loaded.sample === null && (loaded.report === 'customers' || loaded.answers !== null)
}

function presentFragment(): string {
  const { view, session } = app.getState()
  const loaded = shownData(session)
  if (loaded === null || !hasFingerprint(loaded)) return fragmentOfView(view)
  if (loaded.report === 'stores') {
    const { summary, answers } = loaded
    if (answers === null) return fragmentOfView(view)
    return fragmentOfStoreRecipe(
      { ...view, stores: { ...view.stores, definition: answers.definition } },
      storeFingerprintOf(summary, answers),
    )
  }
  return fragmentOfRecipe({ ...view, definition: loaded.ranking.definition }, fingerprintOf(loaded.ranking, loaded.directory))
}
