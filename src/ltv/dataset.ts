/** A data set in a form that can be sent to another thread; made by `pack`, opened by `unpack`. */
export interface PackedDataset {
  readonly buffers: readonly ArrayBuffer[]
}
