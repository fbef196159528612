import { basename } from 'node:path'
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

/** The page that asks a warehouse, beside the sealed one. */
export const WAREHOUSE_PAGE = 'warehouse.html'

/**
 * What that page may do before it knows its server. A policy in a page can only be narrowed, so this one leaves the web open to connections;
 * before the first one the page adds a policy that names the one server (src/ui/warehouse/one-server.ts), and from then on both must agree.
 * It predicts in a worker of its own, which inherits both; nothing of it reads files, so it compiles nothing.
 */
export const WAREHOUSE_POLICY = CONTENT_SECURITY_POLICY.replace("connect-src 'none'", 'connect-src https: http:').replace(
  "script-src 'self' 'wasm-unsafe-eval'",
  "script-src 'self'",
)

/** Puts the policy first into the head of each built page. The dev server goes without: its hot reload needs a socket and inline scripts. */
export function contentSecurityPolicy(): Plugin {
  return {
    name: 'content-security-policy',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (_, { filename }) => {
        const content = basename(filename) === WAREHOUSE_PAGE ? WAREHOUSE_POLICY : CONTENT_SECURITY_POLICY
        return [{ tag: 'meta', attrs: { 'http-equiv': 'Content-Security-Policy', content }, injectTo: 'head-prepend' }]
      },
    },
  }
}
