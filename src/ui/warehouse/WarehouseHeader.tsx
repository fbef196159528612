import type { Theme } from '../../store/preferences.ts'
import { THEME_OPTIONS } from '../about/theme-options.ts'
import headerCss from '../Header.module.css'
import { classes } from '../parts/classes.ts'
import { Icon } from '../parts/Icon.tsx'
import { Menu, type MenuItem } from '../parts/Menu.tsx'
import { Segmented } from '../parts/Segmented.tsx'
import css from './WarehouseHeader.module.css'

/** Where figures come from; null before a server has answered. */
export interface WarehouseSource {
  /** “warehouse.example:8443” */
  readonly host: string
  /** Null before one was chosen. */
  readonly table: string | null
}

interface WarehouseHeaderProps {
  readonly source: WarehouseSource | null
  /** The source stands in the header; otherwise below it, in a {@link SourceLine}. */
  readonly isWide: boolean
  /** The only origin that the page can reach; null while it has reached for none. */
  readonly bound: string | null
  readonly theme: Theme
  readonly onReach: () => void
  readonly onSetUp: () => void
  readonly onDisconnect: () => void
  readonly onTheme: (theme: Theme) => void
}

/** Whose events are shown, and that this page is not the sealed one. */
export function WarehouseHeader(props: WarehouseHeaderProps) {
  const { source, isWide, bound, theme, onReach, onSetUp, onDisconnect, onTheme } = props
  const items: MenuItem[] = [
    { label: 'What this page may reach', icon: 'link', onChoose: onReach },
    { label: 'SQL to set up a warehouse', icon: 'file', onChoose: onSetUp },
  ]
  if (bound !== null) items.push({ label: 'Disconnect and forget', icon: 'close', onChoose: onDisconnect })
  return (
    <header className={headerCss['header']} data-print="no">
      <a className={classes(headerCss['logo'], css['home'])} href="./" title="The page for files">
        Worthwhile
      </a>
      {source === null || !isWide ? null : (
        <>
          <span className={headerCss['slash']} aria-hidden="true">
            /
          </span>
          <span className={headerCss['source']}>
            <b>{source.table ?? source.host}</b>
            {source.table === null ? null : <small>{source.host}</small>}
          </span>
        </>
      )}
      <span className={headerCss['space']} />
      <button type="button" className={classes(headerCss['badge'], headerCss['open'])} onClick={onReach}>
        <Icon name="link" size={14} />
        <span>
          {source !== null ? 'Connected' : bound === null ? 'Not connected' : 'Not connected yet'}{' '}
          <span className={headerCss['wide']}>· {bound === null ? 'nothing reached so far' : 'one server, nobody else'}</span>
        </span>
      </button>
      <div className={headerCss['menu']}>
        <Menu label="More" items={items}>
          <div className={headerCss['theme']}>
            <span>Look</span>
            <Segmented legend="Look" options={THEME_OPTIONS} value={theme} onChange={onTheme} />
          </div>
        </Menu>
      </div>
    </header>
  )
}

/** Where the figures come from, in full, on windows whose header has no room for a host. */
export function SourceLine({ source: { host, table } }: { readonly source: WarehouseSource }) {
  return (
    <p className={css['source']} data-print="no">
      {table === null ? null : <b>{table}</b>} <span>{host}</span>
    </p>
  )
}
