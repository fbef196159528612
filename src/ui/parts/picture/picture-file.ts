import { lanesDrawing } from './lanes-drawing.ts'
import { mapDrawing } from './map-drawing.ts'
import { pageDrawing } from './page-drawing.ts'
import { PALETTES, type PictureTheme } from './palette.ts'
import type { Drawing, Drawn, PictureWords } from './picture.ts'
import { type PictureText, pictureSvg } from './picture-svg.ts'
import { weeksDrawing } from './weeks-drawing.ts'

export type PictureFormat = 'svg' | 'png'

/** A picture as a file, and its size in pixels. */
export interface PictureFile {
  readonly blob: Blob
  readonly width: number
  readonly height: number
}

/**
 * The picture of a chart in a theme, whatever the page shows. Throws when the chart cannot be drawn, and for PNG also when the browser
 * has no room for so many pixels. Cost: a few milliseconds for SVG; for PNG what the browser takes to draw and pack it, about 50 ms.
 */
export async function pictureFile(said: PictureWords, drawing: Drawing, format: PictureFormat, theme: PictureTheme): Promise<PictureFile> {
  const picture = pictureSvg(said, drawn(drawing, theme), PALETTES[theme])
  if (format === 'png') return pngOf(picture)
  return { blob: svgBlob(picture), width: picture.width, height: picture.height }
}

function drawn(drawing: Drawing, theme: PictureTheme): Drawn {
  const palette = PALETTES[theme]
  switch (drawing.kind) {
    case 'on page':
      return pageDrawing(drawing.svg, theme)
    case 'weeks':
      return weeksDrawing(drawing.bars, drawing.currency, palette)
    case 'map':
      return mapDrawing(drawing, palette)
    case 'lanes':
      return lanesDrawing(drawing.lanes, palette)
    default:
      return drawing satisfies never
  }
}

function svgBlob({ svg }: PictureText): Blob {
  return new Blob([svg], { type: 'image/svg+xml' })
}

/** Sharp on screens of twice the density, and in print at a usual size. */
const SCALE = 2
/** What a canvas holds: pixels on one side, and in all. Beyond that browsers draw nothing, without a word. */
const MOST_SIDE = 16_384
const MOST_PIXELS = 2 ** 27

/** At twice the size of the drawing; less only where a canvas holds no more. */
async function pngOf(picture: PictureText): Promise<PictureFile> {
  const { width, height } = picture
  const scale = Math.min(SCALE, MOST_SIDE / width, MOST_SIDE / height, Math.sqrt(MOST_PIXELS / (width * height)))
  const canvas = document.createElement('canvas')
  canvas.width = Math.floor(width * scale)
  canvas.height = Math.floor(height * scale)
  const address = URL.createObjectURL(svgBlob(picture))
  try {
    const image = new Image(canvas.width, canvas.height)
    image.src = address
    await image.decode()
    const context = canvas.getContext('2d')
    if (context === null) throw new Error(NO_ROOM)
    context.drawImage(image, 0, 0, canvas.width, canvas.height)
  } finally {
    URL.revokeObjectURL(address)
  }
  const blob = await new Promise<Blob | null>(resolve => canvas.toBlob(resolve, 'image/png'))
  if (blob === null) throw new Error(NO_ROOM)
  return { blob, width: canvas.width, height: canvas.height }
}

const NO_ROOM = 'The browser has no room for a picture of this size. Save it as SVG instead.'
