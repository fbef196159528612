import type { Theme } from '../../store/preferences.ts'
import { THEME_OPTIONS } from '../about/theme-options.ts'
import headerCss from '../Header.module.css'
import { classes } from '../parts/classes.ts'
import { Icon } from '../parts/Icon.tsx'
import { Menu, type MenuItem } from '../parts/Menu.tsx'
import { Segmented } from '../parts/Segmented.tsx'
import css from './WarehouseHeader.module.css'

interface WarehouseHeaderProps {
  /** Host of the server that has answered; null before. */
  readonly server: string | null
  /** Where the figures come from; null before there are any. */
  readonly table: string | null
  /** The only origin that the page can reach; null while it has reached for none. */
  readonly bound: string | null
  readonly theme: Theme
  readonly onReach: () => void
  readonly onSetUp: () => void
  readonly onDisconnect: () => void
  readonly onTheme: (theme: Theme) => void
}

/** Whose events are shown, and that this page is not the sealed one. */
export function WarehouseHeader({ server, table, bound, theme, onReach, onSetUp, onDisconnect, onTheme }: WarehouseHeaderProps) {
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
      {server === null ? null : (
        <>
          <span className={headerCss['slash']} aria-hidden="true">
            /
          </span>
          <span className={headerCss['source']}>
            <b>{table ?? server}</b>
            {table === null ? null : <small>{server}</small>}
          </span>
        </>
      )}
      <span className={headerCss['space']} />
      <button type="button" className={classes(headerCss['badge'], headerCss['open'])} onClick={onReach}>
        <Icon name="link" size={14} />
        <span>
          {server !== null ? 'Connected' : bound === null ? 'Not connected' : 'Not connected yet'}{' '}
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
