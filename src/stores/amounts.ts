import { firstPlaces } from '../base/order.ts'
import { nearestRatio } from '../base/ratio.ts'
import type { StoreDataset } from './dataset.ts'
import { requireSoundStores, type StoreDefinition } from './definition.ts'
import { compareTexts, GroupSums, meanOfUnits } from './group-sums.ts'
import { groupDevices, groupStores } from './groups.ts'
import type { AverageAmount, DeviceTypeShare, TopStore } from './results.ts'
import { settle } from './settle.ts'
import { statusesOf, tally, tallyAt } from './tallies.ts'
import { countTiedBehind, type Ranked } from './tied.ts'

/**
 * The stores with the largest transacted amount: amount descending, ties by id ascending; stores without a transaction that counts are not among them.
 * Cost: that of the tallies, once, and some ns a device and store. Throws RangeError for a definition that cannot be used, as all questions do.
 */
export function topStores(dataset: StoreDataset, definition: StoreDefinition): TopStore[] {
  return rankStores(dataset, definition).listed
}

/** The top stores, and how many more have the same amount as the last of them. Cost: that of the top stores. */
export function rankStores(dataset: StoreDataset, definition: StoreDefinition): Ranked<TopStore> {
  requireSoundStores(definition)
  const { storeRows } = settle(dataset)
  const { storeIds, stores, labels } = dataset
  const sums = sumsByStore(dataset, definition)
  const groups = sums.groups()
  const storeAt = (place: number): number => groups[place] ?? 0
  const first = firstPlaces(groups.length, definition.top, (a, b) => {
    const difference = sums.compareUnits(storeAt(a), storeAt(b))
    return difference === 0 ? storeIds.compare(storeAt(a), storeAt(b)) < 0 : difference > 0
  })
  const listed = Array.from(first, (place, index) => {
    const store = storeAt(place)
    const row = (storeRows[store] ?? 0) - 1
    return {
      rank: index + 1,
      storeId: storeIds.text(store),
      name: labels.text(stores.name[row] ?? 0),
      country: labels.text(stores.country[row] ?? 0),
      typology: labels.text(stores.typology[row] ?? 0),
      amountUnits: sums.units(store),
      transactions: sums.transactions[store] ?? 0,
    }
  })
  return { listed, tiedBehind: countTiedBehind(first, groups.length, (a, b) => sums.compareUnits(storeAt(a), storeAt(b)) === 0) }
}

/**
 * The average transacted amount of each typology in each country that has a transaction that counts: the largest mean first; ties by typology, then country.
 * By stores the amount is shared among the stores that have such a transaction. Cost: that of the top stores.
 */
export function averageAmounts(dataset: StoreDataset, definition: StoreDefinition): AverageAmount[] {
  requireSoundStores(definition)
  const { averageOf, smallGroup } = definition
  const { stores, labels } = dataset
  const { groupOf, groups } = groupStores(settle(dataset), row => [stores.typology[row] ?? 0, stores.country[row] ?? 0])
  const sums = sumsByStore(dataset, definition)
  const amounts = groups.map(([typology = 0, country = 0]) => ({
    typology: labels.text(typology),
    country: labels.text(country),
    amountUnits: 0n,
    transactions: 0,
    stores: 0,
  }))
  for (const store of sums.groups()) {
    const amount = amounts[groupOf[store] ?? -1]
    if (amount === undefined) continue
    amount.amountUnits += sums.units(store)
    amount.transactions += sums.transactions[store] ?? 0
    amount.stores += 1
  }
  return amounts
    .filter(amount => amount.transactions > 0)
    .map(amount => ({ ...amount, mean: meanOfUnits(amount.amountUnits, amount[averageOf]), isSmall: amount[averageOf] < smallGroup }))
    .sort((a, b) => b.mean - a.mean || compareTexts(a.typology, b.typology) || compareTexts(a.country, b.country))
}

/**
 * The share of each device type with a transaction that counts, in their number or amount: the largest first; ties by type. Cost: that of the tallies, once, and some ns a device.
 */
export function deviceTypeShares(dataset: StoreDataset, definition: StoreDefinition): DeviceTypeShare[] {
  requireSoundStores(definition)
  const { groupOf, types } = groupDevices(dataset, settle(dataset))
  const sums = sumsOfDevices(dataset, definition, types.length, groupOf)
  const byAmount = definition.shareOf === 'amount'
  const measureOf = (group: number): bigint => (byAmount ? sums.units(group) : BigInt(sums.transactions[group] ?? 0))
  const groups = sums.groups()
  const total = groups.reduce((sum, group) => sum + measureOf(group), 0n)
  return groups
    .map(group => ({ value: measureOf(group), type: dataset.labels.text(types[group] ?? 0), group }))
    .sort((a, b) => (a.value === b.value ? compareTexts(a.type, b.type) : a.value > b.value ? -1 : 1))
    .map(({ value, type, group }) => ({
      deviceType: type,
      amountUnits: sums.units(group),
      transactions: sums.transactions[group] ?? 0,
      share: total > 0n ? nearestRatio(value, total) : null,
    }))
}

/** Amounts and counts by store id. */
function sumsByStore(dataset: StoreDataset, definition: StoreDefinition): GroupSums {
  const { storeOfDevice, storeRows } = settle(dataset)
  return sumsOfDevices(dataset, definition, storeRows.length, storeOfDevice)
}

/** Amounts and counts by what devices belong to; those of devices that belong to nothing (−1) count nowhere. */
function sumsOfDevices(dataset: StoreDataset, { statuses }: StoreDefinition, groups: number, groupOf: Int32Array): GroupSums {
  const { byDevice } = tally(dataset)
  const sums = new GroupSums(groups)
  const counted = statusesOf(statuses)
  for (let device = 0; device < groupOf.length; device += 1) {
    const group = groupOf[device] ?? -1
    if (group >= 0) for (const status of counted) sums.addAll(group, byDevice, tallyAt(device, status))
  }
  return sums
}
