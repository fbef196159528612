import { contest } from '../in-worker.ts'

/** What unpacking costs alone. */
void contest(async file => {
  let bytes = 0
  for await (const chunk of file.stream().pipeThrough(new DecompressionStream('gzip'))) bytes += chunk.length
  return { top: null, events: null, bytes }
})
