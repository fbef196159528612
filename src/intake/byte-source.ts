/**
 * Somewhere bytes come from. The browser's `File` and Node's `openAsBlob` both fit as they are,
 * so the same reading code runs in the page's worker and on the command line.
 */
export interface ByteRange {
  readonly size: number
  slice(start?: number, end?: number): ByteRange
  stream(): ByteStream
  arrayBuffer(): Promise<ArrayBuffer>
}

/** The part of `ReadableStream<Uint8Array>` that reading needs. */
export interface ByteStream {
  getReader(): ByteStreamReader
}
export interface ByteStreamReader {
  read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array<ArrayBuffer> | undefined }>
  cancel(reason?: unknown): Promise<void>
  releaseLock(): void
}

/** One dropped, chosen, pasted or named file. `path` has the folder in front where there is one: “export/2025/events.json”. */
export interface InputFile {
  readonly path: string
  readonly content: ByteRange
}
