import { openAsBlob } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { isPassedOver } from '../base/hidden-names.ts'
import type { Problem } from '../base/problems.ts'
import type { InputFile } from '../intake/byte-source.ts'

export type NamedInput = { readonly file: InputFile } | { readonly problem: Problem }

/**
 * Opens what a command line names, without reading it: each file, and for each folder all files in it at any depth, in order of name.
 * In folders hidden and system files are left out, see `isPassedOver`, and so are links to folders (they may lead back).
 */
export async function openInputs(paths: readonly string[]): Promise<NamedInput[]> {
  const inputs: NamedInput[] = []
  for (const path of paths) {
    try {
      if ((await stat(path)).isDirectory()) inputs.push(...(await openFolder(path)))
      else inputs.push(await openFile(path))
    } catch (error) {
      inputs.push({ problem: unreadable(path, error) })
    }
  }
  return inputs
}

async function openFile(path: string): Promise<NamedInput> {
  try {
    return { file: { path, content: await openAsBlob(path) } }
  } catch (error) {
    return { problem: unreadable(path, error) }
  }
}

async function openFolder(path: string): Promise<NamedInput[]> {
  const inputs: NamedInput[] = []
  for (const file of await filesBelow(path)) inputs.push(await openFile(file))
  if (inputs.length > 0) return inputs
  const problem: Problem = {
    code: 'directory',
    file: path,
    message: 'The folder has no file in it.',
    wayOut: 'Name a file of events, or a folder that has some.',
  }
  return [{ problem }]
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  entries.sort((a, b) => (a.name < b.name ? -1 : 1))
  const files: string[] = []
  for (const entry of entries) {
    if (isPassedOver(entry.name)) continue
    const path = join(folder, entry.name)
    if (entry.isDirectory()) files.push(...(await filesBelow(path)))
    else if (entry.isFile() || (entry.isSymbolicLink() && (await leadsToFile(path)))) files.push(path)
  }
  return files
}

async function leadsToFile(link: string): Promise<boolean> {
  try {
    return (await stat(link)).isFile()
  } catch {
    // A link that leads nowhere is reported like a missing file, when it is opened.
    return true
  }
}

function unreadable(path: string, error: unknown): Problem {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const why = code === 'ENOENT' ? 'does not exist' : code === 'EACCES' ? 'may not be read' : `cannot be opened (${String(error)})`
  return { code: 'unreadable', file: path, message: `The file ${why}.`, wayOut: 'Check the name and its permissions.' }
}
