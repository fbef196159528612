import type { OrderModelKey } from '../../clv/models/order-model.ts'

/** The models of orders as the papers write them. */
export const ORDER_MODEL_NAME: Readonly<Record<OrderModelKey, string>> = {
  'bg-nbd': 'BG/NBD',
  'mbg-nbd': 'MBG/NBD',
  'pareto-nbd': 'Pareto/NBD',
  nbd: 'NBD',
}
