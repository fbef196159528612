/** The part of the web platform's DecompressionStream that is used here. */
export interface Inflation {
  readonly readable: { getReader(): InflationReader }
  readonly writable: { getWriter(): InflationWriter }
}
interface InflationReader {
  read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array<ArrayBuffer> | undefined }>
  cancel(reason?: unknown): Promise<void>
}
interface InflationWriter {
  write(bytes: Uint8Array): Promise<void>
  close(): Promise<void>
  abort(reason?: unknown): Promise<void>
}

// The core is compiled without the DOM library, which has the type; browsers and Node (from 20.12) have the thing.
const platform = globalThis as unknown as { readonly DecompressionStream: new (format: 'gzip' | 'deflate-raw') => Inflation }

/**
 * Gives what a native decompressor makes of the bytes that `feed` writes to it, as it comes. `feed` runs beside the reading and ends when all is written; what it
 * throws, or what the decompressor refuses, is thrown here once the output is given, as far as the platform hands it out: what was still queued is lost.
 */
export async function* inflate(
  format: 'gzip' | 'deflate-raw',
  feed: (writer: InflationWriter) => Promise<void>,
): AsyncGenerator<Uint8Array, void> {
  const stream = new platform.DecompressionStream(format)
  const reader = stream.readable.getReader()
  const writer = stream.writable.getWriter()
  const feeding = feed(writer)
    .then(() => writer.close())
    .then(
      () => null,
      async (error: unknown) => {
        // Ends the reading below; an error of the stream itself has done so already, and then aborting fails for the same reason.
        await writer.abort(error).catch(() => undefined)
        return { error }
      },
    )
  let finished = false
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      if (value && value.length > 0) yield value
    }
    finished = true
  } catch (error) {
    finished = true
    throw (await feeding)?.error ?? error
  } finally {
    // A consumer that stops early; that closing may fail matters to nobody any more.
    if (!finished) await reader.cancel().catch(() => undefined)
  }
  const failure = await feeding
  if (failure) throw failure.error
}
