import type { ComponentPropsWithRef } from 'react'
import css from './Button.module.css'
import { classes } from './classes.ts'
import { Icon, type IconName } from './Icon.tsx'

export type ButtonKind =
  | 'plain'
  /** The one thing to do here; at most one in sight. */
  | 'primary'
  /** No border until pointed at. */
  | 'quiet'
  /** Looks like a link, acts on this page. */
  | 'link'
  /** Destroys something. */
  | 'danger'

interface ButtonProps extends ComponentPropsWithRef<'button'> {
  readonly kind?: ButtonKind
  readonly icon?: IconName
}

export function Button({ kind = 'plain', icon, className, children, type = 'button', ...rest }: ButtonProps) {
  return (
    <button {...rest} type={type} className={classes(css['button'], css[kind], className)}>
      {icon === undefined ? null : <Icon name={icon} />}
      {children}
    </button>
  )
}

interface IconButtonProps extends ComponentPropsWithRef<'button'> {
  readonly icon: IconName
  /** What it does, in words; also its tooltip. */
  readonly label: string
}

export function IconButton({ icon, label, className, type = 'button', ...rest }: IconButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      aria-label={label}
      title={label}
      className={classes(css['button'], css['quiet'], css['square'], className)}
    >
      <Icon name={icon} />
    </button>
  )
}
