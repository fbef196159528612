import { Dataset, type DatasetParts, type PackedDataset } from './dataset.ts'

/**
 * A data set in a form that can be posted to another thread, with `buffers` as the list of transferables. Nothing is copied: the data set shares
 * its storage with the packed one, and must not be used any more once that was transferred. Cost: constant, whatever the size.
 */
export function pack(dataset: Dataset): PackedDataset {
  const parts = partsOf(dataset)
  const buffers = [
    parts.acceptedByKind.buffer,
    ...[parts.customers, parts.keys, parts.names, parts.records, parts.rows, parts.orders].flatMap(buffersOf),
  ]
  return { buffers, parts }
}

/** The data set that was packed. Takes over its storage. Cost: constant. */
export function unpack(packed: PackedDataset): Dataset {
  return new Dataset(packed.parts)
}

function partsOf(dataset: Dataset): DatasetParts {
  const { customers, keys, names, records, rows, orders, acceptedByKind, texts, notes, rejects } = dataset
  return {
    customers: customers.parts(),
    keys: keys.parts(),
    names: names.parts(),
    records: records.parts(),
    rows: rows.parts(),
    orders: orders.parts(),
    acceptedByKind,
    texts,
    notes,
    rejects: rejects.pack(),
  }
}

/** Buffers of the columns among the parts of one table. */
function buffersOf(parts: object): ArrayBuffer[] {
  const buffers: ArrayBuffer[] = []
  for (const part of Object.values(parts)) {
    if (ArrayBuffer.isView(part) && part.buffer instanceof ArrayBuffer) buffers.push(part.buffer)
  }
  return buffers
}
