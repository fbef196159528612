import { offlineWords } from './about/offline-words.ts'
import css from './Footer.module.css'
import type { OfflineState } from './offline.ts'
import { Button } from './parts/Button.tsx'

interface FooterProps {
  readonly offline: OfflineState
  readonly onReload: () => void
}

export function Footer({ offline, onReload }: FooterProps) {
  return (
    <footer className={css['footer']}>
      <span>Worthwhile {__WORTHWHILE_VERSION__}</span>
      <span>MIT licence</span>
      {offline.phase === 'off' ? null : <span>{offlineWords(offline.phase)}</span>}
      {offline.newVersion ? (
        <span>
          A new version is ready.{' '}
          <Button kind="link" onClick={onReload}>
            Reload
          </Button>
        </span>
      ) : null}
    </footer>
  )
}
