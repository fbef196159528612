import initSqlJs from 'sql.js'
import program from 'sql.js/dist/sql-wasm-browser.wasm?program'
import { type DatabaseContent, failureOf, type WriterAnswer, writeDatabase } from './write.ts'

/* The code that runs inside the worker that writes databases: one file, and then it is ended. */

self.onmessage = async ({ data }: MessageEvent<DatabaseContent>) => {
  const say = (answer: WriterAnswer, transfer: Transferable[] = []): void => self.postMessage(answer, { transfer })
  try {
    // Fetching is forbidden, so the program rides along in the worker's text.
    const sql = await initSqlJs({ wasmBinary: program.buffer })
    const bytes = writeDatabase(sql, data, share => say({ kind: 'progress', share }))
    say({ kind: 'written', bytes }, [bytes.buffer])
  } catch (error) {
    say({ kind: 'failed', message: failureOf(error) })
  }
}
