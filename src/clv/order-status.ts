import { readAmount, type TwoReadings } from './decimal-signs.ts'
import { MARK } from './order-rows.ts'

/** States of payments and orders in which nothing is spent, as `plainName` leaves them. States that are not known here say nothing. */
const NOTHING_CAME_OF_IT: ReadonlySet<string> = new Set(
  'failed failure declined rejected blocked canceled cancelled voided void expired incomplete requirespaymentmethod uncaptured abandoned'.split(
    ' ',
  ),
)

/** All was given back, when no column says how much. */
const GIVEN_BACK = 'refunded'

// One object for all rows: the values are taken out at once.
const refund: TwoReadings = { point: 0, comma: 0 }

/** What was given back, in 1/10,000 of a currency unit, whichever way round it is signed; null when the text is no amount. Only valid until the next call. */
export function refundOf(text: string): TwoReadings | null {
  const read = readAmount(text)
  if (read === null) return null
  refund.point = Math.abs(read.point)
  refund.comma = Math.abs(read.comma)
  return refund
}

/**
 * Why a row is no spend, as a mark; 0 when it is.
 *
 * @param left what is left of the amount, with either decimal sign.
 */
export function spendMark(
  status: string,
  cancelledAt: string,
  hasAmount: boolean,
  given: TwoReadings | null,
  left: { readonly amountUnits: number; readonly commaUnits: number },
): number {
  if (status === '' && cancelledAt === '' && given === null) return 0
  const state = status.toLowerCase().replace(/[^a-z]/g, '')
  if (cancelledAt !== '' || NOTHING_CAME_OF_IT.has(state)) return MARK.cancelled
  const isNothingLeft = given !== null && (given.point > 0 || given.comma > 0) && (left.amountUnits === 0 || left.commaUnits === 0)
  const isSaidToBe = state === GIVEN_BACK && (given === null || given.point === 0)
  return hasAmount && (isNothingLeft || isSaidToBe) ? MARK.refunded : 0
}
