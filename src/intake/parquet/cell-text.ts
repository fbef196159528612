import type { SchemaElement } from 'hyparquet'
import { DAY } from '../../base/time.ts'
import { isoDate } from '../../base/weeks.ts'

/** How the values of a column become texts, as people would write them. A value that is not there is a blank. */
export type CellText = (value: unknown) => string

const DECODER = new TextDecoder()

/** By what the file says of a column; values come as they are stored. */
export function cellTextOf(element: SchemaElement): CellText {
  const { type, converted_type: converted, logical_type: logical, scale = 0 } = element
  if (converted === 'DECIMAL' || logical?.type === 'DECIMAL') return value => (isThere(value) ? decimalText(wholeOf(value), scale) : '')
  if (converted === 'DATE' || logical?.type === 'DATE') return textOnce(value => isoDate(Number(value) * DAY))
  const perMillisecond = timeUnitsOf(element)
  if (perMillisecond !== null) return value => (isThere(value) ? timeText(wholeOf(value), perMillisecond) : '')
  if (type === 'BYTE_ARRAY' || type === 'FIXED_LEN_BYTE_ARRAY')
    return value => (value instanceof Uint8Array ? DECODER.decode(value) : isThere(value) ? String(value) : '')
  return value => (isThere(value) ? String(value) : '')
}

/** The same as it is to be asked for: raw, but for texts. */
export function asStored(element: SchemaElement): SchemaElement {
  const isText = element.converted_type === 'UTF8' || element.logical_type?.type === 'STRING'
  const { converted_type: _converted, logical_type: _logical, ...stored } = element
  return isText ? { ...stored, converted_type: 'UTF8' } : isUnsigned(element) ? element : stored
}

/** Whether a column holds floating point numbers. */
export function isFloating({ type, logical_type: logical }: SchemaElement): boolean {
  return type === 'DOUBLE' || type === 'FLOAT' || logical?.type === 'FLOAT16'
}

function isUnsigned({ converted_type: converted }: SchemaElement): boolean {
  return converted?.startsWith('UINT') === true
}

function isThere(value: unknown): boolean {
  return value !== null && value !== undefined
}

/** Dates come again and again. */
function textOnce(textOf: CellText): CellText {
  const known = new Map<unknown, string>()
  return value => {
    if (!isThere(value)) return ''
    const found = known.get(value)
    if (found !== undefined) return found
    const text = textOf(value)
    known.set(value, text)
    return text
  }
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
function decimalText(whole: bigint | number, scale: number): string {
  const digits = String(whole < 0 ? -whole : whole).padStart(scale + 1, '0')
  const point = digits.length - scale
  const size = scale === 0 ? digits : `${digits.slice(0, point)}.${digits.slice(point)}`
  return whole < 0 ? `-${size}` : size
}

/** How many units of a time make a millisecond; null for what is no time. */
function timeUnitsOf({ type, converted_type: converted, logical_type: logical }: SchemaElement): number | null {
  if (type === 'INT96') return 1_000_000
  if (converted === 'TIMESTAMP_MILLIS') return 1
  if (converted === 'TIMESTAMP_MICROS') return 1_000
  if (logical?.type !== 'TIMESTAMP') return null
  return logical.unit === 'MILLIS' ? 1 : logical.unit === 'MICROS' ? 1_000 : 1_000_000
}

let knownDay = Number.NaN
let knownDate = ''

/** Milliseconds cut, as everywhere. */
function timeText(units: bigint | number, perMillisecond: number): string {
  const time = Math.floor(Number(perMillisecond === 1_000_000 ? BigInt(units) / 1_000n : units) / Math.min(perMillisecond, 1_000))
  const day = Math.floor(time / DAY)
  if (day !== knownDay) {
    knownDay = day
    knownDate = isoDate(time)
  }
  const ofDay = time - day * DAY
  const second = Math.floor(ofDay / 1_000)
  const clock = `${two(Math.floor(second / 3_600))}:${two(Math.floor(second / 60) % 60)}:${two(second % 60)}`
  return `${knownDate} ${clock}.${String(ofDay % 1_000).padStart(3, '0')}`
}

function two(number: number): string {
  return number < 10 ? `0${number}` : String(number)
}
