import type { Problem } from '../base/problems.ts'
import { mergeStores, missingTables, packStores, type StoreDataset, storeAnswers, storeSummary, unsettledSummary } from '../stores/index.ts'
import type { StoreSummary } from '../stores/results.ts'
import type { Definitions, ReportData } from './data.ts'
import { packAnswers } from './packed-answers.ts'
import type { PackedData, StoresResult } from './protocol.ts'

/** Devices, stores and transactions, of which some may be missing. */
export class StoreData implements ReportData {
  readonly report = 'stores'
  readonly dataset: StoreDataset

  constructor(dataset: StoreDataset) {
    this.dataset = dataset
  }

  counts(): StoreSummary {
    return this.#isWhole ? storeSummary(this.dataset) : unsettledSummary(this.dataset)
  }

  opened(definitions: Definitions, problems: readonly Problem[]): StoresResult {
    const answers = this.#isWhole ? packAnswers(storeAnswers(this.dataset, definitions.stores)) : null
    return { report: this.report, summary: this.counts(), answers, problems }
  }

  copy(): PackedData {
    return { kind: 'stores', ...packStores(this.dataset) }
  }

  behind(before: PackedData): StoreData | null {
    return before.kind === 'stores' ? new StoreData(mergeStores(before, this.dataset)) : null
  }

  get #isWhole(): boolean {
    return missingTables(this.dataset).length === 0
  }
}
