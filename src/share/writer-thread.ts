import initSqlJs from 'sql.js'
import program from 'sql.js/dist/sql-wasm-browser.wasm?program'
import { eventRows } from './event-rows.ts'
import { failureOf, type LongFile, type WriterAnswer } from './long-files.ts'
import { fileOf } from './pieces.ts'
import { writeDatabase } from './sqlite/write.ts'
import { staticApi } from './static-api.ts'
import { THREAD_CLOCK } from './work.ts'

/* The code that runs inside the worker that writes what takes long: one file, and then it is ended. */

const say = (answer: WriterAnswer): void => self.postMessage(answer)
const told = (share: number): void => say({ kind: 'progress', share })

self.onmessage = async ({ data }: MessageEvent<LongFile>) => {
  try {
    say({ kind: 'written', file: await written(data) })
  } catch (error) {
    say({ kind: 'failed', message: failureOf(error) })
  }
}

/** A browser may keep the file on the disk, and hands it to the page without a copy. */
async function written(content: LongFile): Promise<Blob> {
  const clock = THREAD_CLOCK
  if (content.kind === 'static-api') return fileOf(staticApi(content.table, told), 'application/zip', { clock })
  if (content.kind === 'event-rows') {
    const mime = content.format === 'csv' ? 'text/csv' : 'application/x-ndjson'
    return fileOf(eventRows(content.tables, content.format, told), mime, { clock })
  }
  // Fetching is forbidden, so the program rides along in the worker's text.
  const sql = await initSqlJs({ wasmBinary: program.buffer })
  return new Blob([writeDatabase(sql, content, told)], { type: 'application/vnd.sqlite3' })
}
