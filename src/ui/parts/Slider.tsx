import type { ComponentPropsWithRef } from 'react'
import { classes } from './classes.ts'
import css from './Slider.module.css'

/** A native range input in the page's colours. Its label is the caller's. */
export function Slider({ className, ...rest }: Omit<ComponentPropsWithRef<'input'>, 'type'>) {
  return <input {...rest} type="range" className={classes(css['slider'], className)} />
}
