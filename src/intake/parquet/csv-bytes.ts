const [QUOTE, COMMA, LINE_FEED, CARRIAGE_RETURN, ZERO, MINUS] = [34, 44, 10, 13, 48, 45] as const
const [SPACE, POINT, COLON] = [32, 46, 58] as const
/** ` 12:34:56.789` */
const CLOCK_BYTES = 13
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

  /** What has been written since the last time. Holds until more is written. */
  take(): Uint8Array<ArrayBuffer> {
    const taken = this.#bytes.subarray(0, this.#length)
    this.#length = 0
    return taken
  }

  /** Forgets what has been written. */
  clear(): void {
    this.#length = 0
  }

  /** What has been written, and perhaps more behind it: to be read before anything else is written. */
  written(): Uint8Array {
    return this.#bytes
  }

  /** Room for so many bytes behind what has been written, which count as written. Whoever asks has to fill it. */
  room(bytes: number): Uint8Array {
    this.#ensure(bytes)
    this.#length += bytes
    return this.#bytes.subarray(this.#length - bytes, this.#length)
  }

  /** Writes bytes that need no quotes. */
  bytes(bytes: Uint8Array, start: number, end: number): void {
    this.#ensure(end - start)
    const own = this.#bytes
    let at = this.#length
    // Cells are short: a loop beats set(), which looks at its argument first.
    for (let next = start; next < end; next += 1, at += 1) own[at] = bytes[next] ?? 0
    this.#length = at
  }

  /** Writes the time of a day, as in ` 12:34:56.789`, given in milliseconds. */
  clock(ofDay: number): void {
    this.#ensure(CLOCK_BYTES)
    const bytes = this.#bytes
    const at = this.#length
    // Whole numbers of 32 bits are divided in half the time.
    const seconds = (ofDay / 1_000) | 0
    const millisecond = ofDay - seconds * 1_000
    const minutes = (seconds / 60) | 0
    const hour = (minutes / 60) | 0
    bytes[at] = SPACE
    writeTwo(bytes, at + 1, hour)
    bytes[at + 3] = COLON
    writeTwo(bytes, at + 4, minutes - hour * 60)
    bytes[at + 6] = COLON
    writeTwo(bytes, at + 7, seconds - minutes * 60)
    bytes[at + 9] = POINT
    const tens = (millisecond / 10) | 0
    writeTwo(bytes, at + 10, tens)
    bytes[at + 12] = ZERO + millisecond - tens * 10
    this.#length = at + CLOCK_BYTES
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

  /** The same from its bytes, or from some of them. */
  utf8(bytes: Uint8Array, start = 0, end = bytes.length): void {
    this.#ensure(end - start)
    const own = this.#bytes
    let at = this.#length
    // Copied and looked through in one go; whoever needs quotes is written anew. Texts are short: a loop beats set(), which looks at its argument first.
    for (let from = start; from < end; from += 1, at += 1) {
      const byte = bytes[from] ?? 0
      if (byte === QUOTE || byte === COMMA || byte === LINE_FEED || byte === CARRIAGE_RETURN) {
        this.#quoted(bytes, start, end)
        return
      }
      own[at] = byte
    }
    this.#length = at
  }

  #quoted(bytes: Uint8Array, start: number, end: number): void {
    this.byte(QUOTE)
    for (let from = start; from < end; from += 1) {
      const byte = bytes[from] ?? 0
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

/** Two digits of a number below 100. */
function writeTwo(bytes: Uint8Array, at: number, number: number): void {
  const tens = (number / 10) | 0
  bytes[at] = ZERO + tens
  bytes[at + 1] = ZERO + number - tens * 10
}
