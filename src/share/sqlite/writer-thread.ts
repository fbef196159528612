import initSqlJs from 'sql.js'
import wasm from 'sql.js/dist/sql-wasm-browser.wasm?inline'
import { type DatabaseContent, failureOf, type WriterAnswer, writeDatabase } from './write.ts'

/* The code that runs inside the worker that writes databases: one file, and then it is ended. */

self.onmessage = async ({ data }: MessageEvent<DatabaseContent>) => {
  const say = (answer: WriterAnswer, transfer: Transferable[] = []): void => self.postMessage(answer, { transfer })
  try {
    // Fetching is forbidden, so the program rides along in the worker's text.
    const wasmBinary = Uint8Array.from(atob(wasm.slice(wasm.indexOf(',') + 1)), letter => letter.charCodeAt(0)).buffer
    const bytes = writeDatabase(await initSqlJs({ wasmBinary }), data, share => say({ kind: 'progress', share }))
    say({ kind: 'written', bytes }, [bytes.buffer])
  } catch (error) {
    say({ kind: 'failed', message: failureOf(error) })
  }
}
