import { unpackByLibrary } from '../intake/unpack-library.ts'
import { serveUnpacking } from './unpacking.ts'

/* The code of the thread that takes workbooks and Parquet files apart, which is only started for one: its libraries are larger than all the rest of reading. */

/** To a fresh thread: unpacks for whoever holds the other end of the line. */
export interface ServeWorkbooks {
  readonly line: MessagePort
}

self.onmessage = ({ data }: MessageEvent<ServeWorkbooks>) => serveUnpacking(data.line, null, unpackByLibrary)
