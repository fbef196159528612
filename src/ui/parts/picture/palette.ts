export type PictureTheme = 'light' | 'dark'

/**
 * The colours of theme.css by name. Written out, since a picture has no style sheet, and not every program that opens one knows
 * oklch(). A test holds them against theme.css.
 */
export interface Palette {
  readonly panel: string
  readonly sunk: string
  readonly ink: string
  readonly ink2: string
  readonly line: string
  readonly ctl: string
  readonly acc: string
  readonly accbg: string
  readonly bar: string
  readonly est: string
  readonly estbg: string
}

export const PALETTES: Readonly<Record<PictureTheme, Palette>> = {
  light: {
    panel: '#ffffff',
    sunk: '#f5f3f0',
    ink: '#241e1a',
    ink2: '#5d5751',
    line: '#e1dfdb',
    ctl: '#898680',
    acc: '#0c6b4d',
    accbg: '#e2f6ec',
    bar: '#419977',
    est: '#9a5a00',
    estbg: '#fdf0dc',
  },
  dark: {
    panel: '#191714',
    sunk: '#201e1a',
    ink: '#edebe7',
    ink2: '#aeaaa4',
    line: '#32302c',
    ctl: '#7d7a74',
    acc: '#62d0a4',
    accbg: '#0f3023',
    bar: '#44a781',
    est: '#ebb25f',
    estbg: '#372813',
  },
}
