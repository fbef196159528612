import program from '../../src/kernel/assembly/kernel.ts?program'
import { startKernel } from '../../src/kernel/kernel-dataset.ts'
import { Engine } from '../../src/worker/engine.ts'
import type { Request } from '../../src/worker/protocol.ts'
import type { WorkerLike } from '../../src/worker/reading-thread.ts'

/**
 * The real engine behind a real message channel, so that everything is cloned and transferred as between page and worker,
 * but in the test's own thread.
 */
export function engineWorker(): WorkerLike {
  const { port1: page, port2: thread } = new MessageChannel()
  const engine = new Engine({
    post: (answer, transfer) => thread.postMessage(answer, transfer),
    now: () => performance.now(),
    startKernel: () => startKernel(program, 7),
  })
  thread.addEventListener('message', event => {
    // `as`: the page's end posts nothing but requests.
    void engine.handle((event as MessageEvent<Request>).data)
  })
  page.start()
  thread.start()
  return {
    postMessage: (message, transfer) => page.postMessage(message, transfer),
    addEventListener: (type, listener) => {
      if (type !== 'error') page.addEventListener(type, listener)
    },
    terminate() {
      page.close()
      thread.close()
    },
  }
}
