/** How long a saved file's address stays valid: browsers start a download late when they ask where to put it. */
const KEPT_MS = 60_000

/** Hands a file to the browser's own saving, under the given name. */
export function saveBlob(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), KEPT_MS)
}
