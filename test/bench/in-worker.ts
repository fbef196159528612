import type { Reading } from './reading.ts'

/**
 * The last line of a contestant that runs in a worker of a bare page: gets ready, then reads the file it is sent and answers with what it found,
 * or with a sentence that says why it could not.
 */
export async function contest(read: (file: File) => Promise<Reading>, prepare: () => Promise<void> = async () => {}): Promise<void> {
  self.onmessage = async (event: MessageEvent<File>) => {
    try {
      self.postMessage(await read(event.data))
    } catch (error) {
      self.postMessage(String(error))
    }
  }
  await prepare()
  self.postMessage('ready')
}
