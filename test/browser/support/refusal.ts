import type { WayOut } from './ways-out.ts'

/** Tries a way out and waits until the browser refuses it, by throwing or by reporting a violation of the policy; resolves with its words. */
export async function refusal(place: { evaluate(script: string): Promise<unknown> }, way: WayOut, port: number): Promise<string> {
  const script = `(async () => {
    let report
    const reported = new Promise(resolve => { report = event => resolve('refused by ' + event.effectiveDirective) })
    addEventListener('securitypolicyviolation', report)
    try {
      await (${way})(${port})
    } catch (reason) {
      // A failure alone proves nothing, a missing entrance or a refusal that the browser explains does.
      if (reason instanceof ReferenceError) return String(reason)
    }
    const silence = new Promise(resolve => setTimeout(resolve, 5000, 'NOT REFUSED'))
    const words = await Promise.race([reported, silence])
    removeEventListener('securitypolicyviolation', report)
    return words
  })()`
  return String(await place.evaluate(script))
}
