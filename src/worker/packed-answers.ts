import type { StoreDefinition } from '../stores/definition.ts'
import type { ChangedAnswers } from '../stores/index.ts'
import type { MerchantStart, StatusBreakdown, StoreAnswers, StoreStart } from '../stores/results.ts'
import { statusBreakdown } from '../stores/status-breakdown.ts'

/*
 * Answers about stores on their way to the page: lists with a row for each store cross as columns, which are handed over instead of copied; the page makes the rows of them.
 */

/** Texts behind each other, and where each of them ends. */
interface PackedTexts {
  readonly joined: string
  readonly ends: Uint32Array<ArrayBuffer>
}

interface PackedBreakdowns {
  readonly keys: PackedTexts
  readonly accepted: Uint32Array<ArrayBuffer>
  readonly refused: Uint32Array<ArrayBuffer>
  readonly cancelled: Uint32Array<ArrayBuffer>
}

interface PackedStarts {
  readonly storeIds: PackedTexts
  readonly merchantIds: PackedTexts
  readonly seconds: Float64Array<ArrayBuffer>
}

interface PackedMerchants {
  readonly merchantIds: PackedTexts
  readonly stores: Uint32Array<ArrayBuffer>
  readonly seconds: Float64Array<ArrayBuffer>
}

type Plain = Omit<StoreAnswers, 'definition' | 'firstFive' | 'statusBreakdowns' | 'directory'>

/** Answers as they cross, all or only the changed ones. */
export interface PackedAnswers<Answers extends ChangedAnswers> {
  /** Never there: says which answers were packed. */
  readonly of?: Answers
  readonly definition: StoreAnswers['definition']
  readonly plain: Partial<Plain>
  readonly firstFive:
    | (Omit<StoreAnswers['firstFive'], 'stores' | 'merchants'> & { readonly stores: PackedStarts; readonly merchants: PackedMerchants })
    | null
  readonly statusBreakdowns: {
    readonly all: StoreAnswers['statusBreakdowns']['all']
    readonly byStore: PackedBreakdowns
    readonly byDeviceType: PackedBreakdowns
    readonly byCountry: PackedBreakdowns
  } | null
  readonly directory: { readonly ids: PackedTexts; readonly names: PackedTexts } | null
  readonly buffers: readonly ArrayBuffer[]
}

/** Cost: a pass over the rows for each of their columns. */
export function packAnswers<Answers extends ChangedAnswers>(answers: Answers): PackedAnswers<Answers> {
  const { definition, firstFive, statusBreakdowns, directory, ...plain }: ChangedAnswers = answers
  const buffers: ArrayBuffer[] = []
  const numbers = <Column extends { readonly buffer: ArrayBuffer }>(column: Column): Column => {
    buffers.push(column.buffer)
    return column
  }
  const texts = (all: readonly string[]): PackedTexts => {
    let end = 0
    return { joined: all.join(''), ends: numbers(Uint32Array.from(all, text => (end += text.length))) }
  }
  const breakdowns = (rows: readonly StatusBreakdown[]): PackedBreakdowns => ({
    keys: texts(rows.map(({ key }) => key)),
    accepted: numbers(Uint32Array.from(rows, ({ byStatus }) => byStatus.accepted)),
    refused: numbers(Uint32Array.from(rows, ({ byStatus }) => byStatus.refused)),
    cancelled: numbers(Uint32Array.from(rows, ({ byStatus }) => byStatus.cancelled)),
  })
  return {
    definition,
    plain,
    firstFive:
      firstFive === undefined
        ? null
        : {
            ...firstFive,
            stores: {
              storeIds: texts(firstFive.stores.map(({ storeId }) => storeId)),
              merchantIds: texts(firstFive.stores.map(({ merchantId }) => merchantId)),
              seconds: numbers(Float64Array.from(firstFive.stores, ({ seconds }) => seconds)),
            },
            merchants: {
              merchantIds: texts(firstFive.merchants.map(({ merchantId }) => merchantId)),
              stores: numbers(Uint32Array.from(firstFive.merchants, ({ stores }) => stores)),
              seconds: numbers(Float64Array.from(firstFive.merchants, ({ seconds }) => seconds)),
            },
          },
    statusBreakdowns:
      statusBreakdowns === undefined
        ? null
        : {
            all: statusBreakdowns.all,
            byStore: breakdowns(statusBreakdowns.byStore),
            byDeviceType: breakdowns(statusBreakdowns.byDeviceType),
            byCountry: breakdowns(statusBreakdowns.byCountry),
          },
    directory: directory === undefined ? null : { ids: texts(directory.ids), names: texts(directory.names) },
    buffers,
  }
}

/** The answers that were packed. Cost: a pass over the rows. */
export function unpackAnswers<Answers extends ChangedAnswers>(packed: PackedAnswers<Answers>): Answers {
  const { definition, plain, firstFive, statusBreakdowns, directory } = packed
  // `as`: each answer that was packed is there again.
  return {
    definition,
    ...plain,
    ...(firstFive && { firstFive: { ...firstFive, stores: startsOf(firstFive.stores), merchants: merchantsOf(firstFive.merchants) } }),
    ...(statusBreakdowns && {
      statusBreakdowns: {
        all: statusBreakdowns.all,
        byStore: breakdownsOf(statusBreakdowns.byStore, definition),
        byDeviceType: breakdownsOf(statusBreakdowns.byDeviceType, definition),
        byCountry: breakdownsOf(statusBreakdowns.byCountry, definition),
      },
    }),
    ...(directory && { directory: { ids: textsOf(directory.ids), names: textsOf(directory.names) } }),
  } as unknown as Answers
}

function textsOf({ joined, ends }: PackedTexts): string[] {
  const texts: string[] = []
  let start = 0
  for (const end of ends) {
    texts.push(joined.slice(start, end))
    start = end
  }
  return texts
}

function startsOf({ storeIds, merchantIds, seconds }: PackedStarts): StoreStart[] {
  const merchants = textsOf(merchantIds)
  return textsOf(storeIds).map((storeId, at) => ({ storeId, merchantId: merchants[at] ?? '', seconds: seconds[at] ?? 0 }))
}

function merchantsOf({ merchantIds, stores, seconds }: PackedMerchants): MerchantStart[] {
  return textsOf(merchantIds).map((merchantId, at) => ({ merchantId, stores: stores[at] ?? 0, seconds: seconds[at] ?? 0 }))
}

function breakdownsOf({ keys, accepted, refused, cancelled }: PackedBreakdowns, { smallGroup }: StoreDefinition): StatusBreakdown[] {
  return textsOf(keys).map((key, at) =>
    statusBreakdown(key, { accepted: accepted[at] ?? 0, refused: refused[at] ?? 0, cancelled: cancelled[at] ?? 0 }, smallGroup),
  )
}
