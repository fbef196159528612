import { plainName } from './column-words.ts'
import { readAmount, type TwoReadings } from './decimal-signs.ts'
import { MARK } from './order-rows.ts'

/** States of payments and orders in which nothing is spent, as `plainName` leaves them. */
const NOTHING_CAME_OF_IT = words(`
  failed failure fail payment_failed error uncollectible declined denied rejected blocked canceled cancelled cancelation voided void expired incomplete requires_payment_method uncaptured abandoned
  draft checkout-draft trash deleted unpaid not_paid
  storniert abgebrochen abgelehnt fehlgeschlagen annulé annulée échoué refusé cancelado cancelada anulado anulada rechazado fallido recusado falhou annullato annullata rifiutato fallito
  geannuleerd mislukt geweigerd avbruten annulleret kansellert anulowane anulowana anulowano отменен отменён отменено iptal_edildi
  キャンセル キャンセル済み キャンセル確定 取消 已取消 交易关闭 已关闭 취소 주문취소`)

/** All was given back, when no column says how much. */
const GIVEN_BACK = words(`
  refunded fully_refunded refund returned return reversed chargeback charged_back
  erstattet rückerstattet retourniert zurückgegeben remboursé remboursée retourné reembolsado reembolsada devuelto devolvido rimborsato reso terugbetaald geretourneerd
  återbetald refunderet zwrócone zwrócono возвращен возврат iade_edildi 返金済み 返金 返品 已退款 退款 退款成功 환불 반품`)

/** States in which something is spent, all of it or what is left of it. */
const SPENT = words(`
  paid complete completed processing processed shipped delivered fulfilled partially_fulfilled closed success succeeded successful approved accepted authorized captured settled done active
  invoiced dispatched sent confirmed finished received ok partially_refunded partial_refund partially_paid in_transit ready placed
  bezahlt versendet versandt abgeschlossen geliefert zugestellt payé payée expédié expédiée livré livrée terminé terminée pagado pagada enviado enviada entregado entregada completado
  pago paga enviado entregue concluído concluída pagato spedito consegnato completato betaald verzonden geleverd voltooid afgerond betald skickad levererad betalt sendt leveret opłacone
  wysłane zrealizowane dostarczone оплачен доставлен выполнен ödendi teslim_edildi 支払済み 発送済み 完了 配達完了 已付款 已发货 已完成 交易成功 结算 결제완료 배송완료`)

/** What a row is by a column of kinds: a sale, or something given back. */
const REFUND_KINDS = words(`
  refund refunds refunded return returns returned credit_note credit_memo chargeback reversal payment_refund payment_reversal
  gutschrift erstattung rückerstattung retoure storno remboursement avoir retour devolución devolucao reembolso nota_de_crédito reso rimborso nota_di_credito terugbetaling creditnota
  返品 返金 退款 退货 환불 반품`)
const SALE_KINDS = words(`
  sale sales order purchase payment charge invoice capture express_checkout_payment website_payment general_payment mobile_payment subscription_payment
  verkauf rechnung bestellung kauf vente commande achat facture venta pedido compra factura vendita ordine acquisto fattura verkoop bestelling factuur 売上 注文 销售 订单 판매`)

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
 * @param isCancelled what a column of cancellations says, see {@link saysCancelled}.
 * @param left what is left of the amount, with either decimal sign.
 */
export function spendMark(
  status: string,
  isCancelled: boolean,
  hasAmount: boolean,
  given: TwoReadings | null,
  left: { readonly amountUnits: number; readonly commaUnits: number },
): number {
  if (status === '' && !isCancelled && given === null) return 0
  const state = plainName(status)
  if (isCancelled || isCancelledState(state)) return MARK.cancelled
  const isNothingLeft = given !== null && (given.point > 0 || given.comma > 0) && (left.amountUnits === 0 || left.commaUnits === 0)
  // What stands below zero is what was given back itself, and is to be taken off.
  const isBelowZero = left.amountUnits < 0 || left.commaUnits < 0
  const isSaidToBe = GIVEN_BACK.has(state) && !isBelowZero && (given === null || given.point === 0)
  return hasAmount && (isNothingLeft || isSaidToBe) ? MARK.refunded : 0
}

/** “Cancelled by customer” is cancelled, too; “cancellation requested” is not. */
function isCancelledState(state: string): boolean {
  return NOTHING_CAME_OF_IT.has(state) || /^cancell?ed/.test(state)
}

/** Whether a state is known to mean that something was spent, or that nothing was; what is not known counts as spend, and is told. */
export function isKnownState(status: string): boolean {
  const state = plainName(status)
  return SPENT.has(state) || GIVEN_BACK.has(state) || isCancelledState(state)
}

const NO = new Set(['false', 'no', 'n', 'f', '0', 'nein', 'non', 'nee'])
const YES = new Set(['true', 'yes', 'y', 't', '1', 'x', 'ja', 'oui', 'si', 'sí'])

/** Whether the text is yes or no, as a column of its own may say of a cancellation. */
export function isYesOrNo(text: string): boolean {
  return NO.has(text.toLowerCase()) || YES.has(text.toLowerCase())
}

/** What a cell says of a cancellation: a date (but not that of no day, as databases write it), or yes. */
export function saysCancelled(text: string): boolean {
  return text !== '' && !NO.has(text.toLowerCase()) && !/^0{4}-00-00/.test(text)
}

/** Whether a kind of row is something given back; null when the word is not known. */
export function isRefundKind(text: string): boolean | null {
  const kind = plainName(text)
  return REFUND_KINDS.has(kind) ? true : SALE_KINDS.has(kind) ? false : null
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.trim().split(/\s+/).map(plainName))
}
