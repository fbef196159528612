import type { Theme } from '../../store/preferences.ts'
import type { OfflineState } from '../offline.ts'
import { IS_ONE_FILE, ONE_FILE_ADDRESS } from '../one-file.ts'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { Segmented } from '../parts/Segmented.tsx'
import { counted } from '../words/numbers.ts'
import css from './AboutSheet.module.css'
import { offlineWords } from './offline-words.ts'
import { THEME_OPTIONS } from './theme-options.ts'

interface AboutSheetProps {
  readonly open: boolean
  readonly theme: Theme
  readonly offline: OfflineState
  /** Of how many tables it is remembered what somebody said of their columns or dates. */
  readonly rememberedTables: number
  readonly onForgetTables: () => void
  readonly onTheme: (theme: Theme) => void
  readonly onReload: () => void
  readonly onClose: () => void
}

/** What this is, which version, and how it is kept on this computer. */
export function AboutSheet({ open, theme, offline, rememberedTables, onForgetTables, onTheme, onReload, onClose }: AboutSheetProps) {
  return (
    <Dialog open={open} title="About Worthwhile" onClose={onClose}>
      <div className={css['about']}>
        <p>
          Answers who your best customers are, what they are worth, and why that is the number, from a file of orders or of customer events.
          The file is read in this tab; there is no server behind it.
        </p>
        <dl>
          <dt>Version</dt>
          <dd>{__WORTHWHILE_VERSION__}</dd>
          <dt>Licence</dt>
          <dd>MIT</dd>
          <dt>Offline</dt>
          <dd>{offlineWords(offline.phase)}</dd>
          <dt>One file</dt>
          <dd>
            {IS_ONE_FILE ? (
              'This is the app as one file: copy it wherever you like.'
            ) : (
              <span>
                <a href={ONE_FILE_ADDRESS} download>
                  The app as one file
                </a>
                , for computers that may open files only: no host, no installation, as sealed as this page.
              </span>
            )}
          </dd>
          {rememberedTables === 0 ? null : (
            <>
              <dt>Tables</dt>
              <dd>
                <span>
                  What the columns or dates of {counted(rememberedTables, 'table')} mean is remembered, as you said it.{' '}
                  <Button
                    kind="link"
                    onClick={event => {
                      // The button goes with what it forgets: the focus stays in the sheet.
                      event.currentTarget.closest('dialog')?.querySelector('button')?.focus()
                      onForgetTables()
                    }}
                  >
                    Forget it
                  </Button>{' '}
                  to be asked again.
                </span>
              </dd>
            </>
          )}
          <dt>Look</dt>
          <dd>
            <Segmented legend="Look" options={THEME_OPTIONS} value={theme} onChange={onTheme} />
          </dd>
        </dl>
        {offline.newVersion ? (
          <p>
            A new version is ready.{' '}
            <Button kind="link" onClick={onReload}>
              Reload into it
            </Button>{' '}
            when it suits you: the data that is shown goes with the reload.
          </p>
        ) : null}
      </div>
    </Dialog>
  )
}
