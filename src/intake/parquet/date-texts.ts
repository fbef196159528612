import { DAY } from '../../base/time.ts'
import { isoDate } from '../../base/weeks.ts'
import type { CsvBytes } from './csv-bytes.ts'

/** Days whose texts are kept: eleven years, if they follow each other. */
const KEPT_DAYS = 4_096
const DATE_BYTES = 10
/** No day has this number. */
const NO_DAY = -(2 ** 31)

/** Writes dates by their days, which come again and again: the text of each is made once, if the days are not too far apart. */
export class DateTexts {
  readonly #days = new Int32Array(KEPT_DAYS).fill(NO_DAY)
  readonly #texts = new Uint8Array(KEPT_DAYS * DATE_BYTES)

  /** Writes the date of a day; day 0 is 1970-01-01. */
  write(out: CsvBytes, day: number): void {
    const place = day & (KEPT_DAYS - 1)
    if (this.#days[place] !== day && !this.#keep(place, day)) out.ascii(isoDate(day * DAY))
    else out.bytes(this.#texts, place * DATE_BYTES, (place + 1) * DATE_BYTES)
  }

  /** False for a day that cannot be kept: years before 0 and behind 9999 are longer texts. */
  #keep(place: number, day: number): boolean {
    const text = isoDate(day * DAY)
    if (text.length !== DATE_BYTES) return false
    for (let at = 0; at < DATE_BYTES; at += 1) this.#texts[place * DATE_BYTES + at] = text.charCodeAt(at)
    this.#days[place] = day
    return true
  }
}
