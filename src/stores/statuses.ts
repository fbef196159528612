import type { StoreDataset } from './dataset.ts'
import { requireSoundStores, type StoreDefinition } from './definition.ts'
import { STATUSES, type Status } from './fields.ts'
import { compareTexts } from './group-sums.ts'
import { groupDevices, groupStores } from './groups.ts'
import type { StatusBreakdown, StatusBreakdowns } from './results.ts'
import { settle } from './settle.ts'
import { statusBreakdown } from './status-breakdown.ts'
import { tally, tallyAt } from './tallies.ts'

/** How transactions ended, in all and by store, device type and country. All statuses count here, whatever the definition. Cost: that of the tallies, once, and some ns a device; a µs a store. */
export function statusBreakdowns(dataset: StoreDataset, definition: StoreDefinition): StatusBreakdowns {
  requireSoundStores(definition)
  const settled = settle(dataset)
  const { storeOfDevice, storeRows } = settled
  const { byDevice } = tally(dataset)
  const devices = groupDevices(dataset, settled)
  const countries = groupStores(settled, row => [dataset.stores.country[row] ?? 0])

  const byStore = new Uint32Array(storeRows.length * STATUSES.length)
  const byType = new Uint32Array(devices.types.length * STATUSES.length)
  const byCountry = new Uint32Array(countries.groups.length * STATUSES.length)
  const all = new Uint32Array(STATUSES.length)
  const countIn = (counts: Uint32Array, group: number, status: number, transactions: number): void => {
    const at = tallyAt(group, status)
    counts[at] = (counts[at] ?? 0) + transactions
  }
  for (let device = 0; device < storeOfDevice.length; device += 1) {
    const store = storeOfDevice[device] ?? -1
    if (store < 0) continue
    for (let status = 0; status < STATUSES.length; status += 1) {
      const transactions = byDevice.transactions[tallyAt(device, status)] ?? 0
      countIn(all, 0, status, transactions)
      countIn(byStore, store, status, transactions)
      countIn(byType, devices.groupOf[device] ?? 0, status, transactions)
      countIn(byCountry, countries.groupOf[store] ?? 0, status, transactions)
    }
  }
  const listed = (counts: Uint32Array, keyOf: (group: number) => string) => breakdowns(counts, keyOf, definition.smallGroup)
  return {
    all: statusCounts(all, 0),
    byStore: listed(byStore, store => dataset.storeIds.text(store)),
    byDeviceType: listed(byType, group => dataset.labels.text(devices.types[group] ?? 0)),
    byCountry: listed(byCountry, group => dataset.labels.text(countries.groups[group]?.[0] ?? 0)),
  }
}

function breakdowns(counts: Uint32Array, keyOf: (group: number) => string, smallGroup: number): StatusBreakdown[] {
  const rows: StatusBreakdown[] = []
  for (let group = 0; group < counts.length / STATUSES.length; group += 1) {
    const byStatus = statusCounts(counts, group)
    if (byStatus.accepted + byStatus.refused + byStatus.cancelled > 0) rows.push(statusBreakdown(keyOf(group), byStatus, smallGroup))
  }
  return rows.sort((a, b) => b.transactions - a.transactions || compareTexts(a.key, b.key))
}

function statusCounts(counts: Uint32Array, group: number): Readonly<Record<Status, number>> {
  const of = (status: Status): number => counts[tallyAt(group, STATUSES.indexOf(status))] ?? 0
  return { accepted: of('accepted'), refused: of('refused'), cancelled: of('cancelled') }
}
