import type { InputFile } from '../intake/byte-source.ts'
import { crc32 } from '../intake/containers/crc32.ts'
import type { FileHandle, Folder } from './folder.ts'
import { type KeptFile, type Manifest, manifestText, readManifest } from './manifest.ts'

/** There are two places: a new generation goes where the older one lies, so the newest whole one stays until another is whole. */
const SLOTS = [0, 1] as const
type Slot = (typeof SLOTS)[number]

/** What was found on this device. */
export type Found =
  | { readonly kind: 'nothing' }
  /** Kept files that are not what they were, and no earlier generation to fall back on. */
  | { readonly kind: 'damaged' }
  | {
      readonly kind: 'kept'
      readonly keptAt: number
      readonly files: readonly InputFile[]
      /** The newest generation was damaged, so this is the one before. */
      readonly isOlder: boolean
    }

/** What stands in the folder of a slot: `0-manifest`, `0-file-0`, `0-file-1` … */
const manifestName = (slot: Slot): string => `${slot}-manifest`
const fileName = (slot: Slot, index: number): string => `${slot}-file-${index}`

/**
 * Keeps files in place of what was kept before. Files first, each with a sum over its bytes, the manifest last: whenever the tab is killed, either these or
 * those from before are there, whole. Needs room for both. Cost: reading the files once and writing them.
 * @param onBytes told how many bytes have been written so far
 * @throws the browser's error when there is no room (QuotaExceededError), when a file has changed since it was dropped (NotReadableError), or when something
 *   else has the folder open; what was kept before is still there then
 */
export async function keepFiles(
  folder: Folder,
  files: readonly InputFile[],
  keptAt: number,
  onBytes: (bytes: number) => void = () => undefined,
): Promise<void> {
  const newest = (await generations(folder))[0] ?? null
  const slot: Slot = newest?.slot === 0 ? 1 : 0
  try {
    await clear(folder, slot)
    const kept: KeptFile[] = []
    let before = 0
    for (const [index, { path, content }] of files.entries()) {
      const handle = await folder.getFileHandle(fileName(slot, index), { create: true })
      const { bytes, sum } = await copy(content, handle, written => onBytes(before + written))
      before += bytes
      kept.push({ path, bytes, crc32: sum })
    }
    const manifest: Manifest = { generation: (newest?.manifest.generation ?? 0) + 1, keptAt, files: kept }
    const text = new TextEncoder().encode(manifestText(manifest))
    await write(await folder.getFileHandle(manifestName(slot), { create: true }), [text])
  } catch (error) {
    // Room is given back; should that fail as well, the half generation is cleared by the next one.
    await clear(folder, slot).catch(() => undefined)
    throw error
  }
}

/** The newest files that are whole. Cost: reading all of them once, for their sums. */
export async function keptFiles(folder: Folder): Promise<Found> {
  const all = await generations(folder)
  for (const [index, { slot, manifest }] of all.entries()) {
    const files = await wholeFiles(folder, slot, manifest)
    if (files !== null) return { kind: 'kept', keptAt: manifest.keptAt, files, isOlder: index > 0 || (await hasBrokenManifest(folder)) }
  }
  return all.length > 0 || (await hasBrokenManifest(folder)) ? { kind: 'damaged' } : { kind: 'nothing' }
}

/** Removes all that is kept, both generations. */
export async function forgetKept(folder: Folder): Promise<void> {
  for (const slot of SLOTS) await clear(folder, slot)
}

interface Generation {
  readonly slot: Slot
  readonly manifest: Manifest
}

/** Those with a whole manifest, the newest first. */
async function generations(folder: Folder): Promise<Generation[]> {
  const found: Generation[] = []
  for (const slot of SLOTS) {
    const text = await textOf(folder, slot)
    const manifest = text === null ? null : readManifest(text)
    if (manifest !== null) found.push({ slot, manifest })
  }
  return found.sort((a, b) => b.manifest.generation - a.manifest.generation)
}

async function hasBrokenManifest(folder: Folder): Promise<boolean> {
  for (const slot of SLOTS) {
    const text = await textOf(folder, slot)
    // An empty one was never written: the tab was killed between making and filling it.
    if (text !== null && text !== '' && readManifest(text) === null) return true
  }
  return false
}

async function textOf(folder: Folder, slot: Slot): Promise<string | null> {
  const handle = await existing(folder, manifestName(slot))
  return handle === null ? null : (await handle.getFile()).text()
}

async function wholeFiles(folder: Folder, slot: Slot, manifest: Manifest): Promise<InputFile[] | null> {
  const files: InputFile[] = []
  for (const [index, { path, bytes, crc32: expected }] of manifest.files.entries()) {
    const handle = await existing(folder, fileName(slot, index))
    if (handle === null) return null
    const content = await handle.getFile()
    if (content.size !== bytes) return null
    let sum = 0
    for await (const chunk of chunksOf(content)) sum = crc32(sum, chunk)
    if (sum !== expected) return null
    files.push({ path, content })
  }
  return files
}

/** The manifest goes first: from then on the rest counts as nothing. */
async function clear(folder: Folder, slot: Slot): Promise<void> {
  const names: string[] = []
  for await (const name of folder.keys()) if (name.startsWith(`${slot}-`)) names.push(name)
  for (const name of names.sort((a, b) => Number(b === manifestName(slot)) - Number(a === manifestName(slot))))
    await folder.removeEntry(name)
}

async function copy(
  content: InputFile['content'],
  handle: FileHandle,
  onBytes: (bytes: number) => void,
): Promise<{ readonly bytes: number; readonly sum: number }> {
  let sum = 0
  const bytes = await write(handle, chunksOf(content), (chunk, written) => {
    sum = crc32(sum, chunk)
    onBytes(written)
  })
  return { bytes, sum }
}

async function write(
  handle: FileHandle,
  chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  onChunk: (chunk: Uint8Array, written: number) => void = () => undefined,
): Promise<number> {
  const access = await handle.createSyncAccessHandle()
  try {
    access.truncate(0)
    let at = 0
    for await (const chunk of chunks) {
      for (let from = 0; from < chunk.length; ) {
        const written = access.write(chunk.subarray(from), { at: at + from })
        // Browsers that are out of room write less, and do not always say so.
        if (written === 0) throw new DOMException('no room is left', 'QuotaExceededError')
        from += written
      }
      at += chunk.length
      onChunk(chunk, at)
    }
    access.flush()
    return at
  } finally {
    access.close()
  }
}

async function* chunksOf(content: Pick<InputFile['content'], 'stream'>): AsyncGenerator<Uint8Array> {
  const reader = content.stream().getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (value !== undefined) yield value
      if (done) return
    }
  } finally {
    reader.releaseLock()
  }
}

async function existing(folder: Folder, name: string): Promise<FileHandle | null> {
  try {
    return await folder.getFileHandle(name)
  } catch (error) {
    if (error instanceof DOMException && error.name === 'NotFoundError') return null
    throw error
  }
}
