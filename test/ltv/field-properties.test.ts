import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ExactNumber, wholeNumberText } from '../../src/base/exact-number.ts'
import { parseAmount, parseAmountNumber } from '../../src/base/money.ts'
import { parseEventTime } from '../../src/base/time.ts'
import { judge, readAmount, readTime } from '../reference/event.ts'
import { decimalOf } from '../reference/json.ts'

/** Runs of one to three characters that are put together to things that nearly are times or amounts. */
const piecesOf = (pieces: readonly string[], most: number) =>
  fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: most }).map(list => list.join(''))

const twoDigits = fc.oneof(
  fc.integer({ min: 0, max: 99 }).map(number => String(number).padStart(2, '0')),
  fc.constantFrom('00', '01', '12', '23', '24', '28', '29', '30', '31', '59', '60'),
)
const shortNumber = fc.oneof(twoDigits, fc.integer({ min: 0, max: 9 }).map(String))
const dateText = fc
  .tuple(
    fc.oneof(
      fc.constantFrom('0000', '0001', '1900', '1969', '1970', '2000', '2023', '2024', '9999'),
      fc.integer({ min: 0, max: 9999 }).map(year => String(year).padStart(4, '0')),
    ),
    shortNumber,
    shortNumber,
  )
  .map(parts => parts.join('-'))
const timeText = fc
  .tuple(
    dateText,
    fc.constantFrom('T', ' ', ':', 't', '  ', ''),
    shortNumber,
    fc.constantFrom('', ':', '.'),
    shortNumber,
    fc.constantFrom('', ':', '.', ','),
    fc.oneof(shortNumber, fc.constantFrom('384', '3844', '')),
    fc.constantFrom('', '.', ','),
    fc.constantFrom('', '0', '38', '384', '3849999', '99999999999999999999'),
    fc.constantFrom('', 'Z', 'z', '+01:00', '-0130', '+24:00', '+00:60', '+01', ' Z', '−01:00'),
  )
  .map(parts => parts.join(''))

const number = fc.oneof(
  piecesOf(['0', '5', '9', '00', '25', '50', '000', '999'], 6),
  fc
    .tuple(fc.integer({ min: 0, max: 10_000_000 }), fc.constantFrom('', '.0', '.5', '.00005', '.00015', '.000150000000001', '.00025'))
    .map(([whole, rest]) => whole + rest),
  piecesOf(['1', ',', '.', '234', ',567', '00', '.5'], 5),
)
const currency = fc.constantFrom('', 'USD', 'usd', 'EUR', 'GBP', 'JPY', '$', 'US$', '€', '£', 'XYZ', 'US', '¢', '$$')
const space = fc.constantFrom('', ' ', '  ', '\t', '\u00a0')
const sign = fc.constantFrom('', '', '', '-', '+', '--', '−')
const amountText = fc.tuple(space, sign, space, currency, space, sign, number, space, currency, space).map(parts => parts.join(''))

const numberLiteral = fc
  .tuple(
    fc.constantFrom('', '-'),
    fc.oneof(fc.bigInt({ min: 0n, max: 10n ** 22n }).map(String), fc.constantFrom('0', '1', '999999999', '1000000000')),
    fc.oneof(
      fc.constant(''),
      piecesOf(['0', '5', '00', '49', '9999'], 4).map(digits => `.${digits}`),
    ),
    fc.oneof(
      fc.constant(''),
      fc.tuple(fc.constantFrom('e', 'E', 'e+', 'e-'), fc.integer({ min: 0, max: 25 })).map(parts => parts.join('')),
    ),
  )
  .map(parts => parts.join(''))

describe('the fields of an event', { timeout: 60_000 }, () => {
  it('read any near-time as the rules say', () => {
    fc.assert(
      fc.property(fc.oneof(dateText, timeText, timeText), text => {
        expect(parseEventTime(text)).toBe(readTime(text) ?? Number.NaN)
      }),
      { numRuns: 5_000 },
    )
  })

  it('read every day from the year 1 to 9999 as the calendar counts them', () => {
    const start = Date.UTC(2001, 0, 1) - 730_485 * 86_400_000 // 1 January 1
    for (let day = 0; day < 3_652_059; day += 37) {
      const time = start + day * 86_400_000
      expect(parseEventTime(new Date(time).toISOString())).toBe(time)
    }
  })

  it('read any near-amount as the rules say', () => {
    fc.assert(
      fc.property(amountText, text => {
        const found = parseAmount(text)
        expect(found === null ? null : { amount: BigInt(found.units), currency: found.currency }).toEqual(
          text.trim() === '' ? null : readAmount(text),
        )
      }),
      { numRuns: 5_000 },
    )
  })

  it('read any JSON number as an amount digit by digit', () => {
    fc.assert(
      fc.property(numberLiteral, literal => {
        const units = parseAmountNumber(literal)
        expect(units === null ? null : BigInt(units)).toEqual(readAmount(new ExactNumber(literal))?.amount ?? null)
      }),
      { numRuns: 4_000 },
    )
  })

  it('spell whole numbers out as ids, however they are written', () => {
    fc.assert(
      fc.property(numberLiteral, literal => {
        const verdict = judge({ type: 'CUSTOMER', verb: 'NEW', key: new ExactNumber(literal), event_time: '2024-01-01' })
        expect(wholeNumberText(literal)).toBe('event' in verdict ? verdict.event.key : null)
        if ('event' in verdict) expect(decimalOf(verdict.event.key)).toEqual(decimalOf(literal))
      }),
      { numRuns: 4_000 },
    )
  })
})
