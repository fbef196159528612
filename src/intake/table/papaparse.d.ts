/*
 * The part of papaparse that tables use. Its published types bring Node's globals along, which the core must not see.
 */
declare module 'papaparse' {
  interface ParseConfig {
    /** '' lets papaparse guess. */
    readonly delimiter?: string
    readonly newline?: '\n' | '\r\n' | '\r'
    readonly quoteChar?: string
    readonly preview?: number
    readonly delimitersToGuess?: readonly string[]
    readonly skipEmptyLines?: boolean
  }
  interface ParseResult {
    readonly data: string[][]
    readonly errors: readonly { readonly code: string; readonly message: string }[]
    readonly meta: { readonly delimiter: string }
  }
  const Papa: { parse(text: string, config: ParseConfig): ParseResult }
  export default Papa
}
