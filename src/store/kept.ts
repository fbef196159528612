import { createStore, type StoreApi } from 'zustand/vanilla'
import type { InputFile } from '../intake/byte-source.ts'
import type { Keeping } from '../keep/keeping.ts'
import type { Found } from '../keep/kept-files.ts'
import type { KeepFailure } from '../keep/messages.ts'

/** What is kept on this device, as far as the page knows. */
export type Kept =
  | { readonly phase: 'nothing' }
  | { readonly phase: 'looking' }
  | { readonly phase: 'keeping'; readonly bytes: number; readonly bytesTotal: number }
  | { readonly phase: 'kept'; readonly keptAt: number; readonly paths: readonly string[]; readonly bytes: number }

export interface KeptState {
  readonly kept: Kept
  /** Why the last thing that was asked for could not be done, or what was found damaged; null when all is well. */
  readonly failure: KeepFailure | null
  /** What was kept at an earlier visit, to be opened again; null when there is nothing. Asks the device only where something was kept. */
  find(): Promise<readonly InputFile[] | null>
  /** In place of what was kept before. */
  keep(files: readonly InputFile[]): Promise<void>
  /** Removes all that is kept. */
  forget(): Promise<void>
}

export interface KeptHost {
  readonly keeping: Keeping
  /** Milliseconds UTC. */
  readonly now: () => number
  /** Asks the browser not to throw kept files away when it needs room; what it answers changes nothing here. */
  readonly persist: () => Promise<unknown>
  /** Whether something was kept at an earlier visit: a mark in the browser's local storage, which may throw where storage is denied. */
  readonly storage: () => Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>
}

const MARK = 'worthwhile-kept'

const DAMAGED: KeepFailure = {
  message: 'The files that were kept on this device are not whole any more.',
  wayOut: 'Drop them again. Nothing else is affected.',
}
const OLDER: KeepFailure = {
  message: 'The files that were kept last are not whole any more. These are the ones that were kept before them.',
  wayOut: 'Drop the newer ones again, and keep them.',
}

/** What is kept on this device, over the files' keeper. Nothing is kept unless somebody asks for it. */
export function createKept({ keeping, now, persist, storage }: KeptHost): StoreApi<KeptState> {
  const store = createStore<KeptState>()((set, get) => ({
    kept: { phase: 'nothing' },
    failure: null,
    async find() {
      if (!isMarked()) return null
      set({ kept: { phase: 'looking' }, failure: null })
      return take(await keeping.look())
    },
    async keep(files) {
      const before = get().kept
      if (before.phase === 'keeping' || before.phase === 'looking') return
      const bytesTotal = files.reduce((sum, { content }) => sum + content.size, 0)
      set({ kept: { phase: 'keeping', bytes: 0, bytesTotal }, failure: null })
      await persist().catch(() => undefined)
      const keptAt = now()
      const failure = await keeping.keep(files, keptAt, bytes => set({ kept: { phase: 'keeping', bytes, bytesTotal } }))
      if (failure !== null) {
        set({ kept: before, failure })
        return
      }
      mark(true)
      set({ kept: { phase: 'kept', keptAt, paths: files.map(({ path }) => path), bytes: bytesTotal } })
    },
    async forget() {
      const before = get().kept
      if (!isMarked() && before.phase === 'nothing') return
      const failure = await keeping.forget()
      if (failure === null) mark(false)
      set(failure === null ? { kept: { phase: 'nothing' }, failure } : { failure })
    },
  }))

  function take(found: Found | KeepFailure): readonly InputFile[] | null {
    if (!('kind' in found)) {
      store.setState({ kept: { phase: 'nothing' }, failure: found })
      return null
    }
    if (found.kind !== 'kept') {
      store.setState({ kept: { phase: 'nothing' }, failure: found.kind === 'damaged' ? DAMAGED : null })
      return null
    }
    const { files, keptAt, isOlder } = found
    const bytes = files.reduce((sum, { content }) => sum + content.size, 0)
    store.setState({ kept: { phase: 'kept', keptAt, paths: files.map(({ path }) => path), bytes }, failure: isOlder ? OLDER : null })
    return files
  }

  function isMarked(): boolean {
    try {
      return storage().getItem(MARK) !== null
    } catch {
      // Where storage is denied nothing can have been kept.
      return false
    }
  }

  function mark(isKept: boolean): void {
    try {
      if (isKept) storage().setItem(MARK, 'yes')
      else storage().removeItem(MARK)
    } catch {
      // Denied between keeping and marking: the files will not be found again, which is what denying storage asks for.
    }
  }

  return store
}
