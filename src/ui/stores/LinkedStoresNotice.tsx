import { useMemo } from 'react'
import { type StoreFingerprint, storeFingerprintOf } from '../../share/store-fingerprint.ts'
import type { LinkedStores } from '../../store/app.ts'
import { sameStoreDefinition } from '../../store/loaded.ts'
import type { StoreAnswers, StoreSummary } from '../../stores/results.ts'
import { Notice } from '../parts/Notice.tsx'
import { count, counted } from '../words/numbers.ts'
import { dayOfNumber } from '../words/prediction-words.ts'

interface LinkedStoresNoticeProps {
  readonly summary: StoreSummary
  readonly answers: StoreAnswers
  readonly linked: LinkedStores
}

/** Whether the data are those that the opened link was made from, as long as the switches are the link's, and if not, how they differ. */
export function LinkedStoresNotice({ summary, answers, linked }: LinkedStoresNoticeProps) {
  const isComparable = sameStoreDefinition(answers.definition, linked.definition)
  const own = useMemo(() => (isComparable ? storeFingerprintOf(summary, answers) : null), [isComparable, summary, answers])
  if (own === null) return null
  const theirs = linked.fingerprint
  const differences = differencesOf(theirs, own)
  if (differences.length === 0 && theirs.sum === own.sum)
    return <Notice>These are the data that the link was made from: {amountOf(own)}, and the check sum agrees.</Notice>
  return (
    <Notice kind="caution" title="These are not the data that the link was made from.">
      {differences.length > 0
        ? differences.join(' ')
        : `Both have ${amountOf(own)}, but some stores, amounts or times differ: the check sums are not the same.`}
    </Notice>
  )
}

function amountOf({ stores, transactions }: StoreFingerprint): string {
  return `${counted(stores, 'store')} with ${counted(transactions, 'transaction')}`
}

function differencesOf(link: StoreFingerprint, own: StoreFingerprint): readonly string[] {
  const said: string[] = []
  if (link.stores !== own.stores) said.push(`The link was made from ${counted(link.stores, 'store')}; here are ${count(own.stores)}.`)
  if (link.transactions !== own.transactions)
    said.push(`It had ${counted(link.transactions, 'transaction')}; here are ${count(own.transactions)}.`)
  if (link.firstDay !== own.firstDay)
    said.push(`Its first transaction was on ${dayWords(link.firstDay)}; here it is on ${dayWords(own.firstDay)}.`)
  if (link.lastDay !== own.lastDay)
    said.push(`Its last transaction was on ${dayWords(link.lastDay)}; here it is on ${dayWords(own.lastDay)}.`)
  return said
}

function dayWords(dayNumber: number | null): string {
  return dayNumber === null ? 'no day' : dayOfNumber(dayNumber)
}
