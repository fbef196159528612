import type { InputFile } from '../intake/byte-source.ts'

/*
 * The way to the files that were dropped last, where the browser gives one (a handle, which holds no byte of them and opens nothing without leave), and the
 * view they were looked at in. Kept in the browser's database, since handles can be kept nowhere else.
 */

/** The part of a file's handle that is used; TypeScript's library does not know that leave is asked for it. */
export interface FileWay {
  readonly kind: 'file' | 'directory'
  readonly name: string
  getFile(): Promise<File>
  requestPermission(options: { readonly mode: 'read' }): Promise<'granted' | 'denied' | 'prompt'>
}

export interface Reopenable {
  readonly ways: readonly FileWay[]
  /** Of the address, without its #. */
  readonly fragment: string
}

const DATABASE = 'worthwhile'
const STORE = 'reopening'
const KEY = 'last'

/** In place of what was remembered before; null to remember nothing. Where the browser stores nothing, nothing is remembered. */
export async function rememberReopening(reopenable: Reopenable | null): Promise<void> {
  await inStore('readwrite', store => (reopenable === null ? store.delete(KEY) : store.put(reopenable, KEY))).catch(() => undefined)
}

/** What was remembered; null when nothing was, or cannot be had. */
export async function rememberedReopening(): Promise<Reopenable | null> {
  // `as`: nobody else writes there.
  return ((await inStore('readonly', store => store.get(KEY)).catch(() => null)) as Reopenable | null | undefined) ?? null
}

/** Asks for leave, which takes a click, and gives the files as they are now. @throws Error with a sentence when there is no leave or no file */
export async function reopened({ ways }: Reopenable): Promise<InputFile[]> {
  const files: InputFile[] = []
  for (const way of ways) {
    if ((await way.requestPermission({ mode: 'read' })) !== 'granted')
      throw new Error(`The browser was not given leave to open “${way.name}”.`)
    try {
      files.push({ path: way.name, content: await way.getFile() })
    } catch {
      throw new Error(`“${way.name}” is not where it was.`)
    }
  }
  return files
}

function inStore(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(DATABASE, 1)
    opening.onupgradeneeded = () => opening.result.createObjectStore(STORE)
    opening.onerror = () => reject(opening.error)
    opening.onsuccess = () => {
      const database = opening.result
      const transaction = database.transaction(STORE, mode)
      const request = act(transaction.objectStore(STORE))
      transaction.oncomplete = () => {
        database.close()
        resolve(request.result)
      }
      transaction.onabort = () => {
        database.close()
        reject(transaction.error)
      }
    }
  })
}
