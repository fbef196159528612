import { WORDS_ABROAD } from './column-words-abroad.ts'

/** What a column of orders can be. */
export const MAPPING_FIELDS = [
  'customer',
  'date',
  'time',
  'amount',
  'order',
  'item',
  'items',
  'unitPrice',
  'discount',
  'currency',
  'status',
  'refunded',
  'cancelled',
  'kind',
] as const
export type MappingField = (typeof MAPPING_FIELDS)[number]

/**
 * What columns are called, as `plainName` leaves it, best first: where a table has several, the first in this list is read. Only names that mean one thing:
 * “item id” is the id of a product as often as that of a line, and “id” may be anything. Where there is a unique id of customers, “customer id” is another one for each order.
 */
export const COLUMN_WORDS: Readonly<Record<MappingField, readonly string[]>> = {
  customer: words(
    'customer',
    `
    customer_unique_id customer_id customer_number customer_no customer_key cust_id customer client_id client_number client user_id buyer_id buyer_user_id buyer_username buyer
    member_id member shopper_id account_id household_key loyalty_id card_id master_id subscriber_id visitor_id contact_id person_id donor_id guest_id customer_code
    client_code consumer_id customer_email customer_email_address buyer_email email_address email e_mail mail user_email billing_email email_(billing) customer_name client_name buyer_name contact_email consumer_email consumer_name student_email account user`,
  ),
  date: words(
    'date',
    `
    created_at_date order_date order_created_at date_ordered invoice_date purchase_date transaction_date sale_date sales_date order_purchase_timestamp order_timestamp order_datetime
    order_date_time order_time ordered_at purchased_at purchase_time transaction_time invoiced_at sold_at sold_date created_at created_date created_(utc) created_date_(utc)
    date_created created_time created processed_at charge_date paid_at paid_date payment_date booking_date gift_date donation_date date_placed date_add sale_completed completed_at posting_date document_date date_time datetime date timestamp event_time day time`,
  ),
  time: words(
    'time',
    `time time_of_day order_time purchase_time transaction_time sale_time sales_time invoice_time payment_time created_time local_time`,
  ),
  amount: words(
    'amount',
    `
    revenue net_revenue n._revenue line_total line_amount line_revenue item_total item_revenue order_total order_total_(inc_tax) order_total_(ex_tax) order_total_amount total_order_value total_order_amount order_value order_amount
    order_revenue total_amount current_total_price total_price total_sales total_paid total_paid_tax_incl grand_total grand_total_(purchased) grand_total_(base) total net_sales gross_sales sales sales_revenue sale_total sale_amount gift_amount donation_amount
    sales_amount net_amount gross_amount transaction_amount transaction_value transaction_total purchase_amount purchase_value invoice_amount invoice_total charge_total payment_amount payment_value
    amount_paid paid_amount amount amount_spent amount_total total_value total_spent dollar_value monetary_value spend spent turnover gmv gross net subtotal value price`,
  ),
  order: words(
    'order',
    `
    order_id amazon_order_id order_number order_no order_key order_ref order_# order_reference order order_name invoice_id invoice_number invoice_no invoice transaction_id transaction_number
    transaction_no transaction receipt_id receipt_number receipt_no receipt basket_id purchase_id sale_id sales_order checkout_id payment_id charge_id`,
  ),
  item: words('item', `order_item_id line_item_id order_line_id order_line line_id line_number line_no order_item item_line`),
  items: words(
    'items',
    `
    num_items number_of_items item_count items_count items_sold total_items total_quantity quantity_ordered order_quantity quantity qty items units units_sold number_of_cds cds
    line_item_quantity`,
  ),
  unitPrice: words('unitPrice', `unit_price price_per_unit price_each item_price price_per_item line_item_price item_cost price`),
  discount: words(
    'discount',
    `line_discount line_discount_amount line_item_discount item_discount discount discount_amount discount_percent discount_percentage discount_pct discount_rate discount_% discount_(%) discounts disc disc_% disc_pct disc_amount`,
  ),
  currency: words('currency', `currency currency_code order_currency transaction_currency`),
  status: words(
    'status',
    `financial_status payment_status order_status transaction_status booking_status osname status charge_status payment_result transaction_result result`,
  ),
  refunded: words(
    'refunded',
    `amount_refunded refunded_amount refund_amount order_refund_amount total_refunded total_refunds partial_refund`,
  ),
  cancelled: words(
    'cancelled',
    `cancelled_at canceled_at cancelled_date canceled_date cancelled_on canceled_on is_cancelled is_canceled cancelled canceled is_refunded is_returned cancelled_time canceled_time is_voided voided is_void void fully_refunded is_test is_test_order test_order test_mode`,
  ),
  kind: words(
    'kind',
    `transaction_type order_type document_type doc_type entry_type event_type sale_type record_type payment_type type kind`,
  ),
}

/** Whether the name of a column of discounts says that its numbers are percentages. */
export function isInPercent(name: string): boolean {
  return /%|per ?cent|pct|prozent|pour ?cent|por ?c[ei]ento|procent/i.test(name)
}

/** Columns of discounts whose name says that what stands in a row is taken off that row, as `plainName` leaves it. */
export const ROW_DISCOUNTS: ReadonlySet<string> = new Set(
  [
    'line_discount',
    'line_discount_amount',
    'line_item_discount',
    'positionsrabatt',
    'zeilenrabatt',
    'remise_ligne',
    'regelkorting',
    'radrabatt',
  ].map(plainName),
)

/**
 * A column's name without case, accents and all that is no letter or digit: “Customer ID”, “customer_id” and “CustomerID” are one, and so are “Währung” and “Wahrung”.
 */
export function plainName(name: string): string {
  // º and wide letters become plain ones, and accents marks of their own.
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
}

function words(field: MappingField, list: string): readonly string[] {
  return [...new Set([...list.trim().split(/\s+/), ...WORDS_ABROAD[field].trim().split(/\s+/)].map(plainName))].filter(word => word !== '')
}
