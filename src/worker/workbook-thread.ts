import { unpackWorkbook } from '../intake/workbook/read-workbook.ts'
import { serveUnpacking } from './unpacking.ts'

/* The code of the thread that takes workbooks apart, which is only started for one: its library is as large as all the rest of reading. */

/** To a fresh thread: unpacks for whoever holds the other end of the line. */
export interface ServeWorkbooks {
  readonly line: MessagePort
}

self.onmessage = ({ data }: MessageEvent<ServeWorkbooks>) => serveUnpacking(data.line, null, unpackWorkbook)
