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

  /** Number + 1 of the first text that the slots say may have this hash; 0 when there is none. */
  candidate(hash: u32): u32 {
    const slots = this.slots
    const mask = slots.mask
    const tag = hash & ~mask
    const first = hash & mask
    let slot = first
    while (true) {
      const held = slots.held(slot)
      if (held === 0) return 0
      if ((held & ~mask) === tag) return held & mask
      slot = slots.next(slot, first)
    }
  }

  /** Number of a text of well-formed UTF-8, entered when it is new. Room must have been made. */
  intern(start: u32, length: u32, hash: u32): u32 {
    const slots = this.slots
    const mask = slots.mask
    const tag = hash & ~mask
    const first = hash & mask
    let slot = first
    while (true) {
      const held = slots.held(slot)
      if (held === 0) break
      if ((held & ~mask) === tag) {
        const text = (held & mask) - 1
        if (this.texts.isText(text, start, length)) return text
      }
      slot = slots.next(slot, first)
    }
    const text = this.texts.append(start, length)
    slots.put(slot, hash, text)
    return text
  }
}
