import { hashBytes } from './hash'
import { Slots } from './slots'
import { Texts } from './texts'

/** Distinct texts, found by hash. */
export class TextTable {
  texts: Texts
  slots: Slots = new Slots()

  constructor(proportional: bool) {
    this.texts = new Texts(proportional)
  }

  get count(): u32 {
    return this.texts.count
  }

  /** Makes room for `more` texts, `bytes` long together, so that {@link intern} need not ask. */
  reserve(more: u32, bytes: u32): bool {
    const texts = this.texts
    const slots = this.slots
    if (!texts.reserve(more, bytes)) return false
    const count = texts.count
    if (!slots.hasRoom(count, more)) {
      if (!slots.renew(count, more, texts.proportional)) return false
      for (let text: u32 = 0; text < count; text++) slots.enter(hashBytes(texts.textStart(text), texts.textLength(text)), text)
    }
    return true
  }

  /** Number + 1 of a text that the slots say may have this hash; 0 when there is none. */
  candidate(hash: u32): u32 {
    const slots = this.slots
    let line = slots.lineOf(hash)
    while (true) {
      const found = slots.matches(line, hash)
      if (found !== 0) return slots.entry(line, ctz(found))
      if (slots.free(line) !== 0) return 0
      line = slots.next(line)
    }
  }

  /** Number of a text of well-formed UTF-8, entered when it is new. Room must have been made. */
  intern(start: u32, length: u32, hash: u32): u32 {
    const slots = this.slots
    let line = slots.lineOf(hash)
    while (true) {
      for (let found = slots.matches(line, hash); found !== 0; found &= found - 1) {
        const text = slots.entry(line, ctz(found)) - 1
        if (this.texts.isText(text, start, length)) return text
      }
      if (slots.free(line) !== 0) break
      line = slots.next(line)
    }
    const text = this.texts.append(start, length)
    slots.put(line, hash, text)
    return text
  }
}
