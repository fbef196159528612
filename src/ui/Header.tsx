import { useRef } from 'react'
import type { Theme } from '../store/preferences.ts'
import type { Loaded } from '../store/session.ts'
import { THEME_OPTIONS } from './about/theme-options.ts'
import css from './Header.module.css'
import type { Sheet } from './open-sheet.ts'
import { Button } from './parts/Button.tsx'
import { classes } from './parts/classes.ts'
import { Icon } from './parts/Icon.tsx'
import { Menu, type MenuItem } from './parts/Menu.tsx'
import { Segmented } from './parts/Segmented.tsx'
import { type Gathered, takenFiles } from './start/gather-files.ts'
import { count, counted } from './words/numbers.ts'

interface HeaderProps {
  /** The data set on screen, or null. */
  readonly shown: Loaded | null
  /** False while something else than the result is on screen. */
  readonly isResult: boolean
  readonly theme: Theme
  readonly newVersion: boolean
  readonly onGathered: (gathered: Gathered) => void
  readonly onSheet: (sheet: Sheet) => void
  readonly onCopyLink: () => void
  readonly onTheme: (theme: Theme) => void
}

/** Which data is shown, that it stays here, and what can be taken away from it. */
export function Header({ shown, isResult, theme, newVersion, onGathered, onSheet, onCopyLink, onTheme }: HeaderProps) {
  const files = useRef<HTMLInputElement>(null)
  // The report about stores has its definitions and its queries beside each answer.
  const hasSheets = shown?.report === 'customers'
  const items: MenuItem[] = []
  if (isResult) {
    items.push({ label: 'Export', icon: 'download', onChoose: () => onSheet('export') })
    if (hasSheets) items.push({ label: 'Save a report', icon: 'file', onChoose: () => onSheet('report') })
    items.push({ label: 'Copy link', icon: 'link', onChoose: onCopyLink })
    if (hasSheets) {
      items.push(
        { label: 'The same as SQL', icon: 'file', onChoose: () => onSheet('sql') },
        { label: 'Change definition', icon: 'turn', onChoose: () => onSheet('definition') },
      )
    }
    items.push({ label: 'Data and what was left out', icon: 'file', onChoose: () => onSheet('data') })
  }
  items.push(
    { label: shown === null ? 'Open files' : 'Open other files', icon: 'open', onChoose: () => files.current?.click() },
    { label: 'Paste events', icon: 'paste', onChoose: () => onSheet('paste') },
    { label: newVersion ? 'About · new version ready' : 'About', icon: 'info', onChoose: () => onSheet('about') },
  )
  return (
    <header className={css['header']} data-print="no">
      <span className={classes(css['logo'], shown !== null && css['yielding'])}>Worthwhile</span>
      {shown === null ? null : (
        <>
          <span className={css['slash']} aria-hidden="true">
            /
          </span>
          <button
            type="button"
            className={classes(css['source'], css['file'])}
            title="The data behind the figures"
            onClick={() => onSheet('data')}
          >
            <b>{shown.label}</b>
            <small>
              {counted(shown.summary.read, recordWord(shown))} · {count(shown.summary.rejected)} rejected
            </small>
          </button>
        </>
      )}
      <span className={css['space']} />
      <button type="button" className={css['badge']} onClick={() => onSheet('sealed')}>
        <Icon name="sealed" size={14} />
        <span>
          Sealed <span className={css['wide']}>· nothing leaves this tab</span>
        </span>
      </button>
      {isResult ? (
        <>
          <Button className={css['wide']} onClick={onCopyLink}>
            Copy link
          </Button>
          <Button className={css['wide']} kind="primary" onClick={() => onSheet('export')}>
            Export
          </Button>
        </>
      ) : null}
      <div className={classes(css['menu'], newVersion && css['news'])}>
        <Menu label={newVersion ? 'More; a new version is ready' : 'More'} items={items}>
          <input ref={files} type="file" multiple hidden onChange={event => onGathered(takenFiles(event.currentTarget))} />
          <div className={css['theme']}>
            <span>Look</span>
            <Segmented legend="Look" options={THEME_OPTIONS} value={theme} onChange={onTheme} />
          </div>
        </Menu>
      </div>
    </header>
  )
}

function recordWord(shown: Loaded): string {
  return shown.report === 'stores' || shown.summary.records === 'rows' ? 'row' : 'event'
}
