/** What a column of orders can be. */
export const MAPPING_FIELDS = [
  'customer',
  'date',
  'amount',
  'order',
  'item',
  'items',
  'unitPrice',
  'currency',
  'status',
  'refunded',
  'cancelled',
] as const
export type MappingField = (typeof MAPPING_FIELDS)[number]

/**
 * What columns are called, as `plainName` leaves it, best first: where a table has several, the first in this list is read. Only names that mean one thing:
 * “item id” is the id of a product as often as that of a line, and “id” may be anything.
 */
export const COLUMN_WORDS: Readonly<Record<MappingField, readonly string[]>> = {
  customer: words(`
    customer_id customer_unique_id customer_number customer_no customer_key cust_id customer client_id client_number client user_id user buyer_id buyer
    member_id member shopper_id account_id account household_key loyalty_id card_id customer_email email_address email user_email billing_email customer_name client_name`),
  date: words(`
    created_at_date order_date date_ordered invoice_date purchase_date transaction_date sale_date sales_date order_purchase_timestamp order_timestamp order_datetime
    order_time ordered_at purchased_at purchase_time transaction_time invoiced_at created_at created_date created_(utc) created_date_(utc) date_created created processed_at paid_at
    payment_date date_time datetime date timestamp event_time day time`),
  amount: words(`
    revenue net_revenue line_total line_amount order_total order_value order_amount total_amount total_price total_sales total_paid grand_total total net_sales gross_sales sales
    sale_amount sales_amount net_amount gross_amount transaction_amount transaction_value purchase_amount invoice_amount invoice_total payment_amount payment_value amount_paid amount
    amount_spent dollar_value monetary_value spend spent turnover subtotal value price`),
  order: words(`
    order_id order_number order_no order_key order_ref order invoice_id invoice_number invoice_no invoice transaction_id transaction_number transaction_no
    transaction receipt_id receipt_number receipt_no receipt basket_id purchase_id sale_id sales_order checkout_id`),
  item: words(`order_item_id line_item_id order_line_id order_line line_id line_number line_no order_item item_line`),
  items: words(`
    num_items number_of_items item_count items_count total_items total_quantity quantity_ordered order_quantity quantity qty items units number_of_cds cds
    line_item_quantity`),
  unitPrice: words(`unit_price price_per_unit price_each item_price price_per_item price`),
  currency: words(`currency currency_code order_currency`),
  status: words(`financial_status payment_status order_status transaction_status status`),
  refunded: words(`amount_refunded refunded_amount refund_amount total_refunded`),
  cancelled: words(`cancelled_at canceled_at cancelled_date canceled_date`),
}

/** A column's name without case and without all that is no letter or digit: “Customer ID”, “customer_id” and “CustomerID” are one. */
export function plainName(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')
}

function words(list: string): readonly string[] {
  return list.trim().split(/\s+/).map(plainName)
}
