/** What no name of a file may hold on some system, and the % itself, so that no two ids get the same name. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: those are meant.
const NOT_IN_NAMES = /[%/\\<>:"|?*\u0000-\u001f\u007f]/g
/** Windows keeps these for devices, whatever the ending. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i
/** Most systems hold 255; some programs add an ending while they write. */
const MOST_BYTES = 200
const KEPT_CHARACTERS = 40
const ENCODER = new TextEncoder()

/**
 * A name of a file for an id: the id itself wherever every system can hold it, as for nearly all ids. Otherwise the characters that some system cannot hold
 * stand as %XX, in the name itself; so does a point at the beginning or the end, which would hide the file or lead to another folder, and the first letter of
 * names such as CON. Different ids have different names, though on systems that do not tell capitals apart some may meet.
 *
 * @returns null when the name would be too long: see {@link longFileName}
 */
export function fileNameOf(id: string): string | null {
  const name = id
    .replace(NOT_IN_NAMES, percent)
    .replace(/^\.|^ |[. ]$/g, percent)
    .replace(DEVICE, device => percent(device.slice(0, 1)) + device.slice(1))
  return ENCODER.encode(name).length > MOST_BYTES ? null : name
}

/** A name for an id that is too long for one: its beginning as far as it is plain, and a number. No other id gets such a name, as %~ stands in none. */
export function longFileName(id: string, number: number): string {
  const plain = id.slice(0, KEPT_CHARACTERS).replaceAll(/[^A-Za-z0-9_-]/g, '_')
  return `${plain}%~${number}`
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`
}

/** Browsers put a _ in the place of what some system cannot hold or nobody can see; the two joiners stay, which some scripts are written with. */
const NOT_SAVED = /(?![\u200c\u200d])["*/:<>?\\|\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu
const SPACES_AND_POINTS_AT_ENDS = /^[\s.~]+|[\s.~]+$/gu

/**
 * The name under which a file is saved that somebody named so: browsers change what they would not save, so it is changed before, and what is said of the file
 * holds. A name without an ending gets that of the format.
 *
 * @returns null when nothing is left of it that could be a name
 */
export function savedFileName(typed: string, extension: string): string | null {
  const plain = typed.replace(NOT_SAVED, '_').replace(SPACES_AND_POINTS_AT_ENDS, '').replace(DEVICE, '_$&')
  if (plain === '') return null
  const [, stem = plain, ending = `.${extension}`] = /^(.+)(\.[A-Za-z0-9]{1,20})$/su.exec(plain) ?? []
  return `${shortened(stem, MOST_BYTES - ending.length)}${ending}`
}

/** As many characters from the beginning as have so many bytes together. */
function shortened(text: string, most: number): string {
  let bytes = 0
  let kept = ''
  for (const character of text) {
    bytes += ENCODER.encode(character).length
    if (bytes > most) return kept
    kept += character
  }
  return kept
}
