import { type ReactNode, useRef, useState } from 'react'
import { Button } from '../Button.tsx'
import { SavePicture } from '../picture/SavePicture.tsx'
import css from './ChartFigure.module.css'
import { ChartKey, type KeyEntry } from './ChartKey.tsx'

interface ChartFigureProps {
  readonly title: string
  /** What it shows, in plain words. */
  readonly caption: string
  readonly keys: readonly KeyEntry[]
  /** Of the drawing, in pixels; the width is that of the room. */
  readonly height: number
  /** What is drawn, for readers that are not eyes. */
  readonly label: string
  /** From `useSize`, on the room that the drawing gets; 0 until it is measured. */
  readonly width: number
  readonly measure: (element: HTMLDivElement | null) => (() => void) | undefined
  /** The same numbers as a table, which stands in for the drawing on demand. */
  readonly table: ReactNode
  /** The drawing, made of SVG elements. */
  readonly children: ReactNode
}

/** What a chart has around it: title, words, key, and the ways to its table and its picture. */
export function ChartFigure({ title, caption, keys, height, label, width, measure, table, children }: ChartFigureProps) {
  const [asTable, setAsTable] = useState(false)
  const svg = useRef<SVGSVGElement>(null)
  return (
    <figure className={css['figure']}>
      <figcaption>
        <div className={css['head']}>
          <strong className={css['title']}>{title}</strong>
          <span className={css['beside']}>
            {asTable ? null : (
              <SavePicture
                title={title}
                caption={caption}
                keys={keys}
                drawing={() => (svg.current === null ? null : { kind: 'on page', svg: svg.current })}
              />
            )}
            <Button kind="link" onClick={() => setAsTable(!asTable)}>
              {asTable ? 'Show as chart' : 'Show as table'}
            </Button>
          </span>
        </div>
        <span className={css['caption']}>{caption}</span>
        {asTable ? null : <ChartKey entries={keys} />}
      </figcaption>
      {/* As high as the drawing, so that nothing moves when it arrives. */}
      <div ref={measure} style={asTable ? undefined : { minHeight: height }}>
        {asTable ? (
          table
        ) : width === 0 ? null : (
          <svg
            ref={svg}
            className={css['drawing']}
            width={width}
            height={height}
            viewBox={`0 0 ${width} ${height}`}
            role="img"
            aria-label={label}
          >
            {children}
          </svg>
        )}
      </div>
    </figure>
  )
}
