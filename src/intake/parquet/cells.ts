import type { SchemaElement } from 'hyparquet'
import { DAY } from '../../base/time.ts'
import type { CsvBytes } from './csv-bytes.ts'
import { DateTexts } from './date-texts.ts'

/** Writes values of a column as people would. A value that is not there is a blank. */
export type CellWriter = (out: CsvBytes, value: unknown) => void

const [MINUS, POINT] = [45, 46] as const
/** Powers of ten up to it are exact as doubles. */
const MOST_SCALE = 15

/** By what the file says of a column; values come as they are stored, see {@link asStored}. */
export function cellWriter(element: SchemaElement): CellWriter {
  const { type, converted_type: converted, logical_type: logical, scale = 0 } = element
  const write =
    converted === 'DECIMAL' || logical?.type === 'DECIMAL'
      ? decimals(scale)
      : converted === 'DATE' || logical?.type === 'DATE'
        ? dates()
        : type === 'INT96'
          ? times(1_000_000)
          : (timesOf(element) ?? plain)
  // Known by itself: texts can be written in a shorter way.
  if (write === plain) return plain
  return (out, value) => {
    if (value !== null && value !== undefined) write(out, value)
  }
}

/** The same as it is to be asked for: bytes and numbers, nothing made of them. */
export function asStored(element: SchemaElement): SchemaElement {
  if (element.converted_type?.startsWith('UINT')) return element
  const { converted_type: _converted, logical_type: _logical, ...stored } = element
  return stored
}

/** Whether a column holds floating point numbers. */
export function isFloating({ type, logical_type: logical }: SchemaElement): boolean {
  return type === 'DOUBLE' || type === 'FLOAT' || logical?.type === 'FLOAT16'
}

/** Texts as they are, and numbers as they print. */
export function plain(out: CsvBytes, value: unknown): void {
  if (value === null || value === undefined) return
  if (value instanceof Uint8Array) out.utf8(value)
  else if (typeof value === 'number') writeNumber(out, value)
  else if (typeof value === 'bigint') writeNumber(out, value)
  else out.text(String(value))
}

function writeNumber(out: CsvBytes, value: number | bigint): void {
  const number = Number(value)
  // −0 has a sign as a text.
  if (Number.isSafeInteger(number) && !Object.is(number, -0)) out.whole(number)
  else out.ascii(String(value))
}

/** Of decimals and times: numbers, or big-endian bytes of two's complement. */
function wholeOf(value: unknown): bigint | number {
  if (typeof value === 'bigint' || typeof value === 'number') return value
  if (!(value instanceof Uint8Array)) throw new Error(`a number is kept as ${typeof value}`)
  let whole = 0n
  for (const byte of value) whole = whole * 256n + BigInt(byte)
  return BigInt.asIntN(value.length * 8, whole)
}

/** 123400 with a scale of 4 is 12.3400. */
function decimals(scale: number): CellWriter {
  const unit = 10 ** scale
  return (out, value) => {
    const exact = wholeOf(value)
    const number = Number(exact)
    if (Number.isSafeInteger(number) && scale <= MOST_SCALE) {
      const size = Math.abs(number)
      const whole = Math.floor(size / unit)
      if (number < 0) out.byte(MINUS)
      out.whole(whole)
      if (scale === 0) return
      out.byte(POINT)
      out.whole(size - whole * unit, scale)
      return
    }
    const digits = String(exact < 0 ? -BigInt(exact) : exact).padStart(scale + 1, '0')
    const point = digits.length - scale
    out.ascii(`${exact < 0 ? '-' : ''}${digits.slice(0, point)}${scale === 0 ? '' : `.${digits.slice(point)}`}`)
  }
}

function dates(): CellWriter {
  const known = new DateTexts()
  return (out, value) => known.write(out, Number(value))
}

function timesOf({ converted_type: converted, logical_type: logical }: SchemaElement): CellWriter | null {
  if (converted === 'TIMESTAMP_MILLIS') return times(1)
  if (converted === 'TIMESTAMP_MICROS') return times(1_000)
  if (logical?.type !== 'TIMESTAMP') return null
  return times(logical.unit === 'MILLIS' ? 1 : logical.unit === 'MICROS' ? 1_000 : 1_000_000)
}

/** Milliseconds are cut, as everywhere. */
function times(perMillisecond: number): CellWriter {
  const dates = new DateTexts()
  return (out, value) => {
    const whole = wholeOf(value)
    // Nanoseconds are no whole numbers as doubles.
    const time =
      perMillisecond === 1_000_000
        ? Math.floor(Number(BigInt.asIntN(64, BigInt(whole) / 1_000n)) / 1_000)
        : Math.floor(Number(whole) / perMillisecond)
    const day = Math.floor(time / DAY)
    dates.write(out, day)
    out.clock(time - day * DAY)
  }
}
