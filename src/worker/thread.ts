import program from '../kernel/assembly/kernel.ts?program'
import { startKernel } from '../kernel/kernel-dataset.ts'
import { startPieceReader } from '../kernel/piece-reader.ts'
import { type Assist, assist } from './assistant.ts'
import { Engine } from './engine.ts'
import type { Request } from './protocol.ts'

/* The code that runs inside a worker: binds the engine to the thread's messages, and nothing else. */

const engine = new Engine({
  post: (answer, transfer) => self.postMessage(answer, { transfer }),
  now: () => performance.now(),
  // Drawn anew for each reading, so that nobody can prepare ids whose hashes are alike.
  startKernel: () => startKernel(program, crypto.getRandomValues(new Uint32Array(1))[0] ?? 0),
})

self.onmessage = ({ data }: MessageEvent<Request | Assist>) => {
  if (data.kind === 'assist') assist(data.port, startPieceReader(program))
  else void engine.handle(data)
}

// A request that cannot be read has no number to answer to: as an error it reaches the page's end, which knows what it waits for.
self.onmessageerror = () => {
  throw new Error('a request could not be read')
}
