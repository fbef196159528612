/** The version of package.json, put in by the build. */
declare const __WORTHWHILE_VERSION__: string

/** An AssemblyScript module with all its imports as the bytes of one WebAssembly program; or the bytes of one that is compiled already. */
declare module '*?program' {
  const bytes: Uint8Array<ArrayBuffer>
  export default bytes
}

/** A module with all its imports as the text of one classic script, to be started as a worker from a blob: address. */
declare module '*?worker-text' {
  const code: string
  export default code
}

/** Made by src/build/hosted-data.ts. */
declare module 'virtual:hosted-data' {
  /** Files that were built into this copy of the app: packed bytes in base64, in parts that follow each other. */
  export const hostedFiles: readonly {
    readonly path: string
    readonly parts: readonly (() => Promise<{ readonly default: string }>)[]
  }[]
}
