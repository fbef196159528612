import type { StoreAnswers, StoreSummary } from '../../stores/results.ts'
import { Fact, FactRow } from '../parts/FactRow.tsx'
import { count, counted, percent } from '../words/numbers.ts'

interface StoreFactsProps {
  readonly summary: StoreSummary
  readonly answers: StoreAnswers
}

/** What the answers rest on; each figure opens to how it was counted. */
export function StoreFacts({ summary, answers }: StoreFactsProps) {
  const { stores, devices, transactions } = summary.tables
  const { all, byStore } = answers.statusBreakdowns
  const read = stores.read + devices.read + transactions.read
  const used = stores.accepted + devices.accepted + transactions.accepted
  return (
    <FactRow>
      <Fact term="Stores" value={count(stores.accepted)}>
        <Counts {...stores} />
        <p>
          {count(byStore.length)} of them {byStore.length === 1 ? 'has' : 'have'} a transaction, whatever its status.
        </p>
      </Fact>
      <Fact term="Devices" value={count(devices.accepted)}>
        <Counts {...devices} />
      </Fact>
      <Fact term="Transactions" value={count(transactions.accepted)}>
        <Counts {...transactions} />
        <p>
          {count(all.accepted)} were accepted, {count(all.refused)} refused and {count(all.cancelled)} cancelled.
        </p>
        <Oddities summary={summary} />
      </Fact>
      <Fact term="Rows used" value={read === 0 ? '–' : percent(used / read)}>
        <p>
          {count(read)} rows read = {count(used)} used + {count(stores.rejected + devices.rejected + transactions.rejected)} left out +{' '}
          {count(stores.duplicates + devices.duplicates + transactions.duplicates)} repeated.
        </p>
        {summary.rejectedByReason.map(({ reason, count: rows }) => (
          <p key={reason}>
            {counted(rows, 'row')}: {reason}.
          </p>
        ))}
      </Fact>
    </FactRow>
  )
}

function Counts({ read, accepted, rejected, duplicates }: StoreSummary['tables']['stores']) {
  return (
    <p>
      {count(read)} rows read = {count(accepted)} used + {count(rejected)} left out + {count(duplicates)} repeated.
    </p>
  )
}

/** What is used as it is, but may surprise. */
function Oddities({ summary: { zeroAmounts, negativeAmounts, createdBeforeHappened } }: Pick<StoreFactsProps, 'summary'>) {
  return (
    <>
      {negativeAmounts === 0 ? null : (
        <p>
          {counted(negativeAmounts, 'transaction')} of less than nothing {negativeAmounts === 1 ? 'counts as it is' : 'count as they are'}.
        </p>
      )}
      {zeroAmounts === 0 ? null : (
        <p>
          {counted(zeroAmounts, 'transaction')} of nothing {zeroAmounts === 1 ? 'counts' : 'count'} as sold.
        </p>
      )}
      {createdBeforeHappened === 0 ? null : (
        <p>
          {counted(createdBeforeHappened, 'transaction was', 'transactions were')} entered before{' '}
          {createdBeforeHappened === 1 ? 'it' : 'they'} happened.
        </p>
      )}
    </>
  )
}
