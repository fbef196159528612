import { contest } from '../in-worker.ts'

/** The bytes in the chunks that the browser chooses, and nothing done with them. */
void contest(async file => {
  let bytes = 0
  for await (const chunk of file.stream()) bytes += chunk.length
  return { top: null, events: null, bytes }
})
