import { fingerprintOf } from '../share/fingerprint.ts'
import { app } from '../store/app-store.ts'
import { shownData } from '../store/session.ts'
import { fragmentOfRecipe, fragmentOfView } from '../store/view-link.ts'
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
    else navigator.clipboard.writeText(link).then(() => say(COPIED, true), refused)
  }
}

const COPIED =
  'Copied. The link holds your view, the definition, and of your data the number of customers and orders, the first and last day and a check sum; no row and no id.'

function presentFragment(): string {
  const { view, session } = app.getState()
  const loaded = shownData(session)
  // A sample is made anew from its recipe; there is nothing to compare it with.
  if (loaded?.report !== 'customers' || loaded.sample !== null) return fragmentOfView(view)
  return fragmentOfRecipe({ ...view, definition: loaded.ranking.definition }, fingerprintOf(loaded.ranking, loaded.directory))
}
