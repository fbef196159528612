import type { Answer, Request } from './protocol.ts'

self.onmessage = (event: MessageEvent<Request>) => {
  const answer: Answer = {
    kind: 'failed',
    job: event.data.job,
    problems: [{ code: 'worker-stopped', file: null, message: 'Reading is not there yet.', wayOut: 'Come back later.' }],
    rejected: null,
  }
  self.postMessage(answer)
}
