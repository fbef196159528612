import type { InputFile } from './byte-source.ts'
import type { Container, Unpacked } from './containers/container.ts'
import { bytesOf, UnreadableSource } from './containers/source.ts'
import { CONTAINERS } from './formats.ts'
import { readText } from './read-text.ts'
import type { ReadInput } from './reading.ts'

/** Bytes by which the packing of a file is recognised. */
const PACKING_BYTES = 16

/**
 * Reads a file of any format of {@link CONTAINERS} and the recognisers to its end, as a stream: memory stays the same whatever its size (a record of 16 MiB and some chunks).
 * One level of packing is undone: a gzip file inside a zip archive is told as a problem. What goes wrong with the file is told to the receiver; what the receiver throws is thrown.
 */
export const readInput: ReadInput = async (input, layouts, receiver, elsewhere) => {
  try {
    const container = await containerOf(input)
    // A file that is not packed need not go through other hands.
    const other = container.name === null ? null : elsewhere?.(input, container.name)
    for await (const unpacked of other ?? container.unpack(input)) {
      if ('text' in unpacked) await readText(unpacked.text, container.name, layouts, receiver)
      else receiver.problem({ file: unpacked.path, ...unpacked.problem })
    }
    receiver.progress(input.content.size)
  } catch (error) {
    if (!(error instanceof UnreadableSource)) throw error
    receiver.problem({
      code: 'unreadable',
      file: input.path,
      message: `The file could not be read (${error.message}).`,
      wayOut: 'Perhaps it was moved, changed or locked meanwhile: drop it again.',
    })
  }
}

/** Unpacks a file by the container that it is in. Throws {@link UnreadableSource}. */
export async function* unpackInput(input: InputFile): AsyncGenerator<Unpacked, void> {
  const container = await containerOf(input)
  yield* container.unpack(input)
}

async function containerOf(input: InputFile): Promise<Container> {
  const head = await bytesOf(input.content.slice(0, PACKING_BYTES))
  for (const container of CONTAINERS) if (await container.recognises(head, input.content)) return container
  throw new Error('the last container of the list must take every file')
}
