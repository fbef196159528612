import { Turns, unwatched } from '../share/work.ts'
import type { StoreDefinition } from '../stores/definition.ts'
import type { ChangedAnswers } from '../stores/index.ts'
import type { MerchantStart, StatusBreakdown, StoreAnswers, StoreStart, TopProduct, TopStore } from '../stores/results.ts'
import { statusBreakdown } from '../stores/status-breakdown.ts'

/*
 * Answers about stores on their way to the page: lists with a row for each store cross as columns, which are handed over instead of copied; the page makes the rows of them,
 * in turns, for those of 100,000 stores take a tenth of a second.
 */

/** Texts behind each other, and where each of them ends. */
interface PackedTexts {
  readonly joined: string
  readonly ends: Uint32Array<ArrayBuffer>
}

interface PackedTopStores {
  readonly storeIds: PackedTexts
  readonly names: PackedTexts
  readonly countries: PackedTexts
  readonly typologies: PackedTexts
  /** Decimal, for sums have no limit. */
  readonly units: PackedTexts
  readonly transactions: Uint32Array<ArrayBuffer>
}

interface PackedTopProducts {
  readonly skus: PackedTexts
  readonly products: PackedTexts
  readonly names: Uint32Array<ArrayBuffer>
  readonly units: PackedTexts
  readonly transactions: Uint32Array<ArrayBuffer>
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

type Plain = Omit<StoreAnswers, 'definition' | 'topStores' | 'topProducts' | 'firstFive' | 'statusBreakdowns' | 'directory'>

/** Answers as they cross, all or only the changed ones. */
export interface PackedAnswers<Answers extends ChangedAnswers> {
  /** Never there: says which answers were packed. */
  readonly of?: Answers
  readonly definition: StoreAnswers['definition']
  readonly plain: Partial<Plain>
  readonly topStores: PackedTopStores | null
  readonly topProducts: PackedTopProducts | null
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
  const { definition, topStores, topProducts, firstFive, statusBreakdowns, directory, ...plain }: ChangedAnswers = answers
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
    topStores:
      topStores === undefined
        ? null
        : {
            storeIds: texts(topStores.map(({ storeId }) => storeId)),
            names: texts(topStores.map(({ name }) => name)),
            countries: texts(topStores.map(({ country }) => country)),
            typologies: texts(topStores.map(({ typology }) => typology)),
            units: texts(topStores.map(({ amountUnits }) => String(amountUnits))),
            transactions: numbers(Uint32Array.from(topStores, ({ transactions }) => transactions)),
          },
    topProducts:
      topProducts === undefined
        ? null
        : {
            skus: texts(topProducts.map(({ sku }) => sku)),
            products: texts(topProducts.map(({ name }) => name)),
            names: numbers(Uint32Array.from(topProducts, ({ names }) => names)),
            units: texts(topProducts.map(({ amountUnits }) => String(amountUnits))),
            transactions: numbers(Uint32Array.from(topProducts, ({ transactions }) => transactions)),
          },
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

/** The answers that were packed. Cost: a pass over the rows, 100 ms for 100,000 stores; on the page see {@link unpackInTurns}. */
export function unpackAnswers<Answers extends ChangedAnswers>(packed: PackedAnswers<Answers>): Answers {
  const steps = unpacking(packed)
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
  }
}

/** The same, in turns between which the page draws and listens. What is small is there without a wait. */
export async function unpackInTurns<Answers extends ChangedAnswers>(packed: PackedAnswers<Answers>): Promise<Answers> {
  const steps = unpacking(packed)
  const turns = new Turns(unwatched())
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
    if (turns.isOver()) await turns.next(0)
  }
}

/** What is made of a list, a step at a time. */
type Making<Made> = Generator<undefined, Made, undefined>

/** Rows between two looks at the clock. */
const STEP_ROWS = 512

function* unpacking<Answers extends ChangedAnswers>(packed: PackedAnswers<Answers>): Making<Answers> {
  const { definition, plain, topStores, topProducts, firstFive, statusBreakdowns, directory } = packed
  const answers = {
    definition,
    ...plain,
    ...(topStores && { topStores: yield* topStoresOf(topStores) }),
    ...(topProducts && { topProducts: yield* topProductsOf(topProducts) }),
    ...(firstFive && {
      firstFive: { ...firstFive, stores: yield* startsOf(firstFive.stores), merchants: yield* merchantsOf(firstFive.merchants) },
    }),
    ...(statusBreakdowns && {
      statusBreakdowns: {
        all: statusBreakdowns.all,
        byStore: yield* breakdownsOf(statusBreakdowns.byStore, definition),
        byDeviceType: yield* breakdownsOf(statusBreakdowns.byDeviceType, definition),
        byCountry: yield* breakdownsOf(statusBreakdowns.byCountry, definition),
      },
    }),
    ...(directory && { directory: { ids: yield* textsOf(directory.ids), names: yield* textsOf(directory.names) } }),
  }
  // `as`: each answer that was packed is there again.
  return answers as unknown as Answers
}

function* listOf<Made>(length: number, make: (at: number) => Made): Making<Made[]> {
  const list: Made[] = []
  for (let at = 0; at < length; at += 1) {
    list.push(make(at))
    if (at % STEP_ROWS === STEP_ROWS - 1) yield
  }
  return list
}

function* textsOf({ joined, ends }: PackedTexts): Making<string[]> {
  return yield* listOf(ends.length, at => joined.slice(at === 0 ? 0 : ends[at - 1], ends[at]))
}

function* topStoresOf(packed: PackedTopStores): Making<TopStore[]> {
  const storeIds = yield* textsOf(packed.storeIds)
  const names = yield* textsOf(packed.names)
  const countries = yield* textsOf(packed.countries)
  const typologies = yield* textsOf(packed.typologies)
  const units = yield* textsOf(packed.units)
  return yield* listOf(storeIds.length, at => ({
    rank: at + 1,
    storeId: storeIds[at] ?? '',
    name: names[at] ?? '',
    country: countries[at] ?? '',
    typology: typologies[at] ?? '',
    amountUnits: BigInt(units[at] ?? 0),
    transactions: packed.transactions[at] ?? 0,
  }))
}

function* topProductsOf(packed: PackedTopProducts): Making<TopProduct[]> {
  const skus = yield* textsOf(packed.skus)
  const products = yield* textsOf(packed.products)
  const units = yield* textsOf(packed.units)
  return yield* listOf(skus.length, at => ({
    rank: at + 1,
    sku: skus[at] ?? '',
    name: products[at] ?? '',
    names: packed.names[at] ?? 0,
    amountUnits: BigInt(units[at] ?? 0),
    transactions: packed.transactions[at] ?? 0,
  }))
}

function* startsOf({ storeIds, merchantIds, seconds }: PackedStarts): Making<StoreStart[]> {
  const ids = yield* textsOf(storeIds)
  const merchants = yield* textsOf(merchantIds)
  return yield* listOf(ids.length, at => ({ storeId: ids[at] ?? '', merchantId: merchants[at] ?? '', seconds: seconds[at] ?? 0 }))
}

function* merchantsOf({ merchantIds, stores, seconds }: PackedMerchants): Making<MerchantStart[]> {
  const ids = yield* textsOf(merchantIds)
  return yield* listOf(ids.length, at => ({ merchantId: ids[at] ?? '', stores: stores[at] ?? 0, seconds: seconds[at] ?? 0 }))
}

function* breakdownsOf(
  { keys, accepted, refused, cancelled }: PackedBreakdowns,
  { smallGroup }: StoreDefinition,
): Making<StatusBreakdown[]> {
  const groups = yield* textsOf(keys)
  return yield* listOf(groups.length, at =>
    statusBreakdown(
      groups[at] ?? '',
      { accepted: accepted[at] ?? 0, refused: refused[at] ?? 0, cancelled: cancelled[at] ?? 0 },
      smallGroup,
    ),
  )
}
