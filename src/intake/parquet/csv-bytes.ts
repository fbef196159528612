const [QUOTE, COMMA, LINE_FEED, CARRIAGE_RETURN, ZERO, MINUS] = [34, 44, 10, 13, 48, 45] as const
const ENCODER = new TextEncoder()
/** Digits of the longest whole number that doubles hold. */
const MOST_DIGITS = 16

/** Bytes of a table in CSV while it is written. Texts are copied as bytes, and figures written digit by digit: making strings of them took five times as long. */
export class CsvBytes {
  #bytes = new Uint8Array(1 << 19)
  #length = 0
  readonly #digits = new Uint8Array(MOST_DIGITS)

  get length(): number {
    return this.#length
  }

  /** What has been written since the last time, in a buffer of its own. */
  take(): Uint8Array<ArrayBuffer> {
    const taken = this.#bytes.slice(0, this.#length)
    this.#length = 0
    return taken
  }

  comma(): void {
    this.byte(COMMA)
  }

  endLine(): void {
    this.byte(LINE_FEED)
  }

  byte(byte: number): void {
    this.#ensure(1)
    this.#bytes[this.#length] = byte
    this.#length += 1
  }

  /** Letters that need no quotes. */
  ascii(text: string): void {
    this.#ensure(text.length)
    for (let at = 0; at < text.length; at += 1) this.#bytes[this.#length + at] = text.charCodeAt(at)
    this.#length += text.length
  }

  /** A text of any kind, quoted where it must be. */
  text(text: string): void {
    this.utf8(ENCODER.encode(text))
  }

  /** The same from its bytes. */
  utf8(bytes: Uint8Array): void {
    let quotes = 0
    let needsQuotes = false
    for (let at = 0; at < bytes.length; at += 1) {
      const byte = bytes[at] ?? 0
      if (byte === QUOTE) quotes += 1
      else if (byte === COMMA || byte === LINE_FEED || byte === CARRIAGE_RETURN) needsQuotes = true
    }
    this.#ensure(bytes.length + quotes + 2)
    if (quotes === 0 && !needsQuotes) {
      // Ids are short: a loop beats set(), which looks at its argument first.
      for (let at = 0; at < bytes.length; at += 1) this.#bytes[this.#length + at] = bytes[at] ?? 0
      this.#length += bytes.length
      return
    }
    this.byte(QUOTE)
    for (const byte of bytes) {
      if (byte === QUOTE) this.byte(QUOTE)
      this.byte(byte)
    }
    this.byte(QUOTE)
  }

  /** A whole number below 2^53, with zeros in front up to `width` digits. */
  whole(number: number, width = 1): void {
    let rest = number
    if (rest < 0) {
      this.byte(MINUS)
      rest = -rest
    }
    let count = 0
    for (; rest > 0 || count < width; count += 1) {
      const next = Math.floor(rest / 10)
      this.#digits[count] = ZERO + rest - next * 10
      rest = next
    }
    this.#ensure(count)
    for (let digit = count - 1; digit >= 0; digit -= 1) {
      this.#bytes[this.#length] = this.#digits[digit] ?? ZERO
      this.#length += 1
    }
  }

  #ensure(more: number): void {
    if (this.#length + more <= this.#bytes.length) return
    const grown = new Uint8Array(Math.max(this.#length + more, 2 * this.#bytes.length))
    grown.set(this.#bytes.subarray(0, this.#length))
    this.#bytes = grown
  }
}
