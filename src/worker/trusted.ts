/*
 * The page's one Trusted Types policy. Under `require-trusted-types-for 'script'` a plain text is refused wherever code is started from an
 * address, and `trusted-types worthwhile` lets nobody make a second policy, so all code that is started from an address passes through here.
 */

/** The part of the browser's Trusted Types that is used; TypeScript's DOM library does not know them. */
interface ScriptUrlPolicy {
  createScriptURL(url: string): object
}
interface PolicyFactory {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): ScriptUrlPolicy
}

let policy: ScriptUrlPolicy | null = null

/**
 * The address, marked as fit to start code from: for `new Worker(…)` and `navigator.serviceWorker.register(…)`.
 * Browsers without Trusted Types get the checked text itself.
 * @throws TypeError when the address is neither of the page's own origin nor a blob: made by the page itself
 */
export function trustedScriptUrl(url: string): string {
  // `as`: see PolicyFactory.
  const factory = (globalThis as { trustedTypes?: PolicyFactory }).trustedTypes
  if (factory === undefined) return ownScriptUrl(url, location)
  policy ??= factory.createPolicy('worthwhile', { createScriptURL: candidate => ownScriptUrl(candidate, location) })
  // `as`: a TrustedScriptURL stands wherever the browser takes a script's address, though its declared type is text.
  return policy.createScriptURL(url) as unknown as string
}

/**
 * The address of a piece of the page's own code, given as the text of one classic script, to start a worker from. Only workers that are started from a blob:
 * address inherit the page's policy, and with it the promise that nothing leaves. The address lasts as long as the page.
 */
export function trustedCodeUrl(code: string): string {
  return trustedScriptUrl(URL.createObjectURL(new Blob([code], { type: 'text/javascript' })))
}

/** The address in full when it belongs to the page at `place`. */
export function ownScriptUrl(url: string, place: { readonly href: string; readonly origin: string }): string {
  const target = new URL(url, place.href)
  const page = new URL(place.href)
  // A page from a disk has no origin that it could share with other files; what it makes itself belongs to “null”.
  const belongs =
    page.protocol === 'file:'
      ? target.protocol === 'blob:' && target.origin === 'null'
      : (target.protocol === 'blob:' || target.protocol === page.protocol) && target.origin === place.origin
  if (!belongs) throw new TypeError(`“${url}” is not a script of this page (expected an address under ${place.origin})`)
  return target.href
}
