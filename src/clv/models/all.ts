import { BG_NBD, MBG_NBD } from './beta-geometric.ts'
import { NBD } from './negative-binomial.ts'
import type { OrderModel, OrderModelKey } from './order-model.ts'
import { PARETO_NBD } from './pareto.ts'

/** The models of orders by key. */
export const ORDER_MODEL: Readonly<Record<OrderModelKey, OrderModel>> = {
  'bg-nbd': BG_NBD,
  'mbg-nbd': MBG_NBD,
  'pareto-nbd': PARETO_NBD,
  nbd: NBD,
}
