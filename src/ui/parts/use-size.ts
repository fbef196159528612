import { useCallback, useState } from 'react'

export interface Size {
  /** Inner size in pixels, without scroll bars; 0 until measured. */
  readonly width: number
  readonly height: number
}

/** The inner size of an element, measured before it is first painted and whenever it changes. Put the callback on the element as its ref. */
export function useSize<Element extends HTMLElement>(): [Size, (element: Element | null) => (() => void) | undefined] {
  const [size, setSize] = useState<Size>({ width: 0, height: 0 })
  const measure = useCallback((element: Element | null) => {
    if (element === null) return undefined
    const read = (): void =>
      setSize(before => {
        const { clientWidth: width, clientHeight: height } = element
        return before.width === width && before.height === height ? before : { width, height }
      })
    read()
    const observer = new ResizeObserver(read)
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return [size, measure]
}
