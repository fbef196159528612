/** Red, green and blue of “#rrggbb” or of an oklch() of a style sheet, 0 to 255. */
export type Rgb = readonly [number, number, number]

export function ofHex(hex: string): Rgb {
  const [, red = '', green = '', blue = ''] = /^#(..)(..)(..)$/.exec(hex) ?? []
  return [Number.parseInt(red, 16), Number.parseInt(green, 16), Number.parseInt(blue, 16)]
}

/** As CSS Color 4 defines it, cut off at the edge of sRGB. */
export function ofOklch(lightness: number, chroma: number, hue: number): Rgb {
  const angle = (hue / 180) * Math.PI
  const [a, b] = [chroma * Math.cos(angle), chroma * Math.sin(angle)]
  const long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const short = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  const encoded = (linear: number): number =>
    Math.round(255 * Math.max(0, Math.min(1, linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055)))
  return [
    encoded(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short),
    encoded(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short),
    encoded(-0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short),
  ]
}

/** A colour of this opacity over another. */
export function over(top: Rgb, opacity: number, ground: Rgb): Rgb {
  const mixed = (at: 0 | 1 | 2): number => ground[at] + (top[at] - ground[at]) * opacity
  return [mixed(0), mixed(1), mixed(2)]
}

/** WCAG 2's contrast of two colours: 1 to 21. */
export function contrast(one: Rgb, other: Rgb): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

function luminance(colour: Rgb): number {
  const [red = 0, green = 0, blue = 0] = colour.map(part =>
    part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4,
  )
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
