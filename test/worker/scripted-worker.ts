import type { Answer, Request } from '../../src/worker/protocol.ts'
import type { WorkerLike } from '../../src/worker/reading-thread.ts'

/** A worker that does nothing by itself: the test reads what was asked of it and says what it answers. */
export class ScriptedWorker implements WorkerLike {
  readonly requests: Request[] = []
  terminated = false
  readonly #listeners = new Map<string, ((event: Event) => void)[]>()

  postMessage(message: unknown): void {
    // `as`: the client posts nothing but requests.
    this.requests.push(message as Request)
  }

  addEventListener(type: string, listener: (event: Event) => void): void {
    this.#listeners.set(type, [...(this.#listeners.get(type) ?? []), listener])
  }

  terminate(): void {
    this.terminated = true
  }

  /** The last request, which must be of this kind. */
  asked<K extends Request['kind']>(kind: K): Extract<Request, { readonly kind: K }> {
    const request = this.requests.at(-1)
    if (request?.kind !== kind) throw new Error(`the last request is ${request?.kind}, not ${kind}`)
    // `as`: the kind has just been compared.
    return request as Extract<Request, { readonly kind: K }>
  }

  answer(answer: Answer): void {
    this.#tell('message', { data: answer })
  }

  crash(message: string): void {
    this.#tell('error', { message })
  }

  garble(): void {
    this.#tell('messageerror', {})
  }

  #tell(type: string, content: object): void {
    for (const listener of this.#listeners.get(type) ?? []) listener(Object.assign(new Event(type), content))
  }
}

/** Hands out scripted workers and a clock that moves when told. */
export function scriptedHost() {
  const workers: ScriptedWorker[] = []
  const clocks: (() => void)[] = []
  let refusal: Error | null = null
  return {
    workers,
    host: {
      assistants: () => 0,
      async startWorker(): Promise<WorkerLike> {
        if (refusal !== null) throw refusal
        const worker = new ScriptedWorker()
        workers.push(worker)
        return worker
      },
      every(_milliseconds: number, run: () => void): void {
        clocks.push(run)
      },
    },
    /** Lets everything happen that needs no answer. */
    async settle(): Promise<void> {
      await new Promise(resolve => setImmediate(resolve))
    },
    /** Lets waking seconds pass. */
    seconds(count: number): void {
      for (let second = 0; second < count; second++) for (const run of clocks) run()
    },
    refuse(error: Error | null): void {
      refusal = error
    },
  }
}
