import type { StoreDataset } from './dataset.ts'
import type { Settled } from './settle.ts'

/** By store id: the number of the group that a label of the store's row makes, and the labels of the groups. −1 where there is no such store. */
export function groupStores(
  settled: Settled,
  labelsOf: (storeRow: number) => readonly number[],
): { readonly groupOf: Int32Array; readonly groups: readonly (readonly number[])[] } {
  const { storeRows } = settled
  const groupOf = new Int32Array(storeRows.length).fill(-1)
  const numbers = new Map<string, number>()
  const groups: (readonly number[])[] = []
  for (let store = 0; store < groupOf.length; store += 1) {
    const row = (storeRows[store] ?? 0) - 1
    if (row < 0) continue
    const labels = labelsOf(row)
    const key = labels.join(' ')
    const group = numbers.get(key) ?? groups.push(labels) - 1
    numbers.set(key, group)
    groupOf[store] = group
  }
  return { groupOf, groups }
}

/** By device id: number of its type's group, and the types' numbers in the labels. −1 where the device is not known. */
export function groupDevices(dataset: StoreDataset, settled: Settled): { readonly groupOf: Int32Array; readonly types: readonly number[] } {
  const { deviceRows } = settled
  const groupOf = new Int32Array(deviceRows.length).fill(-1)
  const numbers = new Map<number, number>()
  const types: number[] = []
  for (let device = 0; device < groupOf.length; device += 1) {
    const row = (deviceRows[device] ?? 0) - 1
    if (row < 0) continue
    const type = dataset.devices.type[row] ?? 0
    const group = numbers.get(type) ?? types.push(type) - 1
    numbers.set(type, group)
    groupOf[device] = group
  }
  return { groupOf, types }
}
