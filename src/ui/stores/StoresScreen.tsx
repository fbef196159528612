import { useCallback } from 'react'
import { app, useApp, useStoreWeekly } from '../../store/app-store.ts'
import type { LoadedStores } from '../../store/session.ts'
import { LinkedToOther } from '../parts/LinkedToOther.tsx'
import { Notice } from '../parts/Notice.tsx'
import { chosenStore } from './chosen-store.ts'
import { LinkedStoresNotice } from './LinkedStoresNotice.tsx'
import { StoresReport } from './StoresReport.tsx'

/** The report about stores, over what is loaded and what the link says. */
export function StoresScreen({ loaded }: { readonly loaded: LoadedStores }) {
  const looks = useApp(state => state.view.stores)
  const linked = useApp(state => state.linked)
  const notUnderstood = useApp(state => state.notUnderstood)
  const { summary, answers, redefining } = loaded
  const storeId = answers === null ? null : chosenStore(answers, looks.storeRank)
  const weekly = useStoreWeekly(storeId)
  const directory = answers?.directory
  const { setStoreDefinition, chooseStore, lookAtStores, sortStores } = app.getState()
  const choose = useCallback(
    (chosen: string | null): void => {
      const index = chosen === null || directory === undefined ? -1 : directory.ids.indexOf(chosen)
      chooseStore(index < 0 ? null : index + 1)
    },
    [directory, chooseStore],
  )
  if (answers === null) return null
  return (
    <>
      {notUnderstood.length === 0 ? null : (
        <Notice kind="caution" title="The link says things that mean nothing here.">
          {notUnderstood.join(', ')}: passed over, so the figures may not be those of whoever sent it.
        </Notice>
      )}
      {linked?.report === 'stores' ? <LinkedStoresNotice summary={summary} answers={answers} linked={linked} /> : null}
      {linked?.report === 'customers' ? <LinkedToOther made="customers" here="stores" /> : null}
      <StoresReport
        summary={summary}
        answers={answers}
        onDefinition={setStoreDefinition}
        isBusy={redefining}
        storeId={storeId}
        weekly={weekly}
        onStore={choose}
        looks={looks}
        onSort={sortStores}
        onLooks={lookAtStores}
      />
    </>
  )
}
