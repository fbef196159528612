import { EVENT_REPORT } from './event-report.ts'
import { ORDER_REPORT } from './order-report.ts'
import type { Report } from './report.ts'
import { ROLLUP_REPORT } from './rollup-report.ts'
import { STORE_REPORT } from './store-report.ts'

/** Everything that can be read. */
export const REPORTS: readonly Report[] = [EVENT_REPORT, ORDER_REPORT, STORE_REPORT, ROLLUP_REPORT]
