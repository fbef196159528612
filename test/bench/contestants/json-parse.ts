import { contest } from '../in-worker.ts'
import { SimpleLtv } from '../simple-ltv.ts'

/** Line by line through JSON.parse. */
void contest(async file => {
  const ltv = new SimpleLtv()
  let rest = ''
  const take = (line: string) => {
    const { type, verb, key, event_time, customer_id, total_amount } = JSON.parse(line)
    ltv.take(type, verb, key, event_time, customer_id, total_amount)
  }
  for await (const text of file.stream().pipeThrough(new TextDecoderStream())) {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) take(line)
  }
  if (rest !== '') take(rest)
  return { top: ltv.top(), events: ltv.events }
})
