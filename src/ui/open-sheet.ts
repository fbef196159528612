import { createContext, useContext } from 'react'

/** The sheets that can lie over the page; one at a time. */
export type Sheet = 'data' | 'rejects' | 'definition' | 'prediction' | 'export' | 'report' | 'sql' | 'sealed' | 'paste' | 'about'

/** Set by App. Any screen opens a sheet by its name: `const openSheet = useOpenSheet(); openSheet('definition')`. */
export const OpenSheetContext = createContext<(sheet: Sheet) => void>(() => {})

export function useOpenSheet(): (sheet: Sheet) => void {
  return useContext(OpenSheetContext)
}
