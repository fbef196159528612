import type { Plugin } from 'vite'

/**
 * What the built page may do. A page from a file cannot set headers, so this stands in a <meta>: it holds on every static host.
 * Workers started from blob: addresses inherit it; a worker started from a URL would not, which is why the worker is text (see `workerText`).
 */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  // Compiling WebAssembly counts as script; of eval itself nothing is allowed by this.
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "font-src 'self'",
  "worker-src 'self' blob:",
  "manifest-src 'self'",
  "connect-src 'none'",
  "form-action 'none'",
  "base-uri 'none'",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types worthwhile',
].join('; ')

/** Puts the policy first into the head of the built page. The dev server goes without: its hot reload needs a socket and inline scripts. */
export function contentSecurityPolicy(): Plugin {
  return {
    name: 'content-security-policy',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: () => [
        { tag: 'meta', attrs: { 'http-equiv': 'Content-Security-Policy', content: CONTENT_SECURITY_POLICY }, injectTo: 'head-prepend' },
      ],
    },
  }
}
