import type { KeyEntry } from '../charts/ChartKey.tsx'
import type { WeekBar } from '../charts/week-bars.ts'

/** What a picture says besides its drawing. Plain words; whoever writes it into a file escapes them. */
export interface PictureWords {
  readonly title: string
  /** What is shown, in plain words. */
  readonly caption: string
  readonly keys: readonly PictureKey[]
  /** What the figures mean. */
  readonly definition: string
  /** The days that the data covers, UTC: “6 Jan – 28 Mar 2025”. Blank when there is none. */
  readonly range: string
}

export type PictureKey =
  | KeyEntry
  /** In the colour of what was observed: not wholly in the data. */
  | { readonly mark: 'partial bar'; readonly label: string }
  /** Five shades from the least to the most. */
  | { readonly mark: 'shades'; readonly hue: Hue; readonly least: string; readonly most: string }
  | { readonly mark: 'ink bar' | 'blank bar' | 'dot'; readonly label: string }

/** Green is observed, amber is estimated. */
export type Hue = 'bar' | 'est'

/** What is drawn: from data where the page has no SVG to take, else the chart as it stands on the page. */
export type Drawing =
  | { readonly kind: 'on page'; readonly svg: SVGSVGElement }
  | { readonly kind: 'weeks'; readonly bars: readonly WeekBar[]; readonly currency: string }
  | ({ readonly kind: 'map' } & MapDrawing)
  | { readonly kind: 'lanes'; readonly lanes: readonly Lane[] }

/** A table of shaded cells. */
export interface MapDrawing {
  readonly hue: Hue
  /** Over the row headings, and over the columns that are no cells. */
  readonly leads: readonly string[]
  /** Over all columns of cells; blank for nothing. */
  readonly across: string
  readonly columns: readonly string[]
  readonly rows: readonly {
    /** The heading of the row, and what stands between it and the cells. */
    readonly leads: readonly string[]
    /** Null where there can be nothing. */
    readonly cells: readonly (MapCell | null)[]
  }[]
}

export interface MapCell {
  readonly words: string
  /** In small letters below the words; blank for nothing. */
  readonly basis: string
  /** 0 for none, to 5. */
  readonly shade: number
  readonly hatched: boolean
}

/** A horizontal bar with a heading before it and its figure behind it. */
export interface Lane {
  readonly heading: string
  readonly figure: string
  /** From the left, each a share of the whole lane: together at most 1. */
  readonly parts: readonly { readonly share: number; readonly fill: LaneFill }[]
}

/** `rest` is what a share lacks of the whole. */
export type LaneFill = 'solid' | 'estimated' | 'ink' | 'blank' | 'rest'

/** A drawing as the text of SVG elements, with room for itself. */
export interface Drawn {
  /** Pixels. */
  readonly width: number
  readonly height: number
  readonly content: string
}
