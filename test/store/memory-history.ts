import type { ViewHistory } from '../../src/store/view-history.ts'

/** The address and history of a browser tab, without one. */
export function memoryHistory(fragment = '') {
  const entries = [fragment]
  let at = 0
  let tell = (): void => {}
  const history: ViewHistory = {
    read: () => entries[at] ?? '',
    push(next) {
      at += 1
      entries.splice(at, entries.length, next)
    },
    replace(next) {
      entries[at] = next
    },
    onChange(run) {
      tell = run
    },
  }
  return {
    history,
    entries,
    back() {
      at -= 1
      tell()
    },
    forward() {
      at += 1
      tell()
    },
  }
}
