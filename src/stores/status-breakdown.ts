import type { Status } from './fields.ts'
import type { StatusBreakdown } from './results.ts'

/** How the transactions of a group ended, with what follows from that. There must be one. */
export function statusBreakdown(key: string, byStatus: Readonly<Record<Status, number>>, smallGroup: number): StatusBreakdown {
  const transactions = byStatus.accepted + byStatus.refused + byStatus.cancelled
  return {
    key,
    byStatus,
    transactions,
    refusedShare: byStatus.refused / transactions,
    cancelledShare: byStatus.cancelled / transactions,
    isSmall: transactions < smallGroup,
  }
}
