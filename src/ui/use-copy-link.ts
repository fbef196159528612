import { app } from '../store/app-store.ts'
import { fragmentOfView } from '../store/view-link.ts'
import { useSay } from './parts/Status.tsx'

/** Copies the address of the present view. Made from the view itself: the address bar may lag behind while something is dragged. */
export function useCopyLink(): () => void {
  const say = useSay()
  return () => {
    const fragment = fragmentOfView(app.getState().view)
    const link = location.href.replace(/#.*$/, '') + (fragment === '' ? '' : `#${fragment}`)
    const refused = (): void => say('The browser refused to copy. The same link stands in the address bar.', true)
    if (navigator.clipboard === undefined) refused()
    else
      navigator.clipboard.writeText(link).then(() => say('Copied. The link holds your view and definition, not your data.', true), refused)
  }
}
