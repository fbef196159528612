import { type ReactNode, useRef } from 'react'
import { IconButton } from './Button.tsx'
import { Icon, type IconName } from './Icon.tsx'
import css from './Menu.module.css'
import { Popover } from './Popover.tsx'

export interface MenuItem {
  readonly label: string
  readonly icon: IconName
  readonly onChoose: () => void
  readonly disabled?: boolean
}

/** Things to do that do not fit beside the others, behind one button. `children` stand below the items. */
export function Menu({
  label,
  items,
  children,
}: {
  readonly label: string
  readonly items: readonly MenuItem[]
  readonly children?: ReactNode
}) {
  return (
    <Popover align="end" trigger={opener => <IconButton {...opener} icon="more" label={label} />}>
      <MenuItems items={items} />
      {children}
    </Popover>
  )
}

/** The items of a menu, inside its popover. */
export function MenuItems({ items }: { readonly items: readonly MenuItem[] }) {
  const list = useRef<HTMLUListElement>(null)
  const choose = (item: MenuItem): void => {
    // Closed first, so that focus is back on the menu's button when a sheet notes where to return it.
    list.current?.closest<HTMLElement>('[popover]')?.hidePopover()
    item.onChoose()
  }
  return (
    <ul ref={list} className={css['list']}>
      {items.map(item => (
        <li key={item.label}>
          <button type="button" className={css['item']} disabled={item.disabled} onClick={() => choose(item)}>
            <Icon name={item.icon} />
            {item.label}
          </button>
        </li>
      ))}
    </ul>
  )
}
