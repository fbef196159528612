import { isPassedOver, isSystemFile } from '../../base/hidden-names.ts'
import type { Problem } from '../../base/problems.ts'
import type { InputFile } from '../../intake/byte-source.ts'
import type { FileWay } from '../../keep/reopening.ts'
import { IS_ONE_FILE } from '../one-file.ts'
import { counted } from '../words/numbers.ts'

/** Files to be read, and what could not even be looked at. */
export interface Gathered {
  readonly files: readonly InputFile[]
  readonly problems: readonly Problem[]
  /** Ways to open the same files again, where the browser gives them for dropped files. */
  readonly ways?: Promise<readonly FileWay[]>
}

/** Files chosen by a file input; a chosen folder gives paths with the folder in front. In the order of their paths. */
export function chosenFiles(list: Iterable<File>): Gathered {
  return inOrder(Array.from(list, file => ({ path: file.webkitRelativePath || file.name, content: file })))
}

/** What a file input holds; the input is emptied, so that choosing the same file again is a change. */
export function takenFiles(input: HTMLInputElement): Gathered {
  const gathered = chosenFiles(input.files ?? [])
  input.value = ''
  return gathered
}

/** Text from the clipboard or a text field, as a file. */
export function pastedText(text: string): Gathered {
  return { files: [{ path: 'Pasted text', content: new Blob([text]) }], problems: [] }
}

/**
 * What was dropped: files, folders walked to their end, or dragged text. In the order of their paths, however the browser lists folders.
 * Must be called while the drop event is being handled: its items are gone afterwards.
 */
export async function droppedFiles(transfer: DataTransfer): Promise<Gathered> {
  const entries: FileSystemEntry[] = []
  const files: InputFile[] = []
  const ways: Promise<unknown>[] = []
  for (const item of transfer.items) {
    if (item.kind !== 'file') continue
    // `as`: TypeScript's library does not know it, and neither do all browsers.
    const way = (item as { getAsFileSystemHandle?: () => Promise<unknown> }).getAsFileSystemHandle?.()
    if (way !== undefined) ways.push(way)
    const entry = item.webkitGetAsEntry()
    // A file is taken as such: opened by its entry, it stays closed to a page that was itself opened from a disk.
    if (entry?.isDirectory) entries.push(entry)
    else {
      const file = item.getAsFile()
      if (file !== null) files.push({ path: file.name, content: file })
    }
  }
  const text = transfer.getData('text/plain')
  if (entries.length === 0 && files.length === 0) return text.trim() === '' ? { files: [], problems: [] } : pastedText(text)

  const problems: Problem[] = []
  const folders = entries.map(entry => entry.name)
  await walk(entries, files, problems)
  if (files.length === 0 && problems.length === 0) problems.push(emptyFolder(folders))
  const gathered = inOrder(files)
  return { files: gathered.files, problems: [...problems, ...gathered.problems], ways: fileWays(ways) }
}

/** Only of files: folders are to be dropped again. None at all when one of them cannot be had. */
async function fileWays(ways: readonly Promise<unknown>[]): Promise<readonly FileWay[]> {
  const found = await Promise.all(ways).catch(() => [])
  // `as`: what a browser gives here are handles.
  const handles = found as readonly (FileWay | null)[]
  return handles.flatMap(way => (way?.kind === 'file' ? [way] : []))
}

/** Without recursion: a tree of folders may be deep. */
async function walk(entries: readonly FileSystemEntry[], files: InputFile[], problems: Problem[]): Promise<void> {
  const waiting = [...entries]
  for (let entry = waiting.pop(); entry !== undefined; entry = waiting.pop()) {
    const path = entry.fullPath.replace(/^\//, '')
    try {
      if (isDirectory(entry)) waiting.push(...(await everyEntry(entry.createReader())).filter(({ name }) => !isPassedOver(name)))
      else if (isFile(entry)) files.push({ path, content: await fileOf(entry) })
    } catch (error) {
      problems.push(unreadable(path, error))
    }
  }
}

function isDirectory(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile
}

/** A reader hands out a folder in portions (100 in Chromium) until one is empty. */
async function everyEntry(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  const all: FileSystemEntry[] = []
  for (;;) {
    const portion = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (portion.length === 0) return all
    all.push(...portion)
  }
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject))
}

function inOrder(files: readonly InputFile[]): Gathered {
  const own = files.filter(({ path }) => {
    // The first name is of what was dropped or chosen.
    const [given = '', ...inside] = path.split('/')
    return !isSystemFile(given) && !inside.some(isPassedOver)
  })
  if (own.length === 0 && files.length > 0) return { files: [], problems: [emptyFolder([])] }
  return { files: own.toSorted((left, right) => (left.path < right.path ? -1 : left.path > right.path ? 1 : 0)), problems: [] }
}

function emptyFolder(names: readonly string[]): Problem {
  const [name, ...others] = names
  const named = name === undefined ? 'The folder' : others.length === 0 ? `The folder “${name}”` : counted(names.length, 'folder')
  return {
    code: 'directory',
    file: name ?? null,
    message: `${named} ${others.length === 0 ? 'has' : 'have'} no file in it.`,
    wayOut: 'Drop the files themselves, or a folder that holds them.',
  }
}

function unreadable(path: string, error: unknown): Problem {
  const why = error instanceof Error && error.message !== '' ? ` The browser says: ${error.message}` : ''
  return {
    code: 'unreadable',
    file: path,
    message: `“${path}” could not be opened.${why}`,
    wayOut: IS_ONE_FILE
      ? 'The browser lets a page from a disk look into no dropped folder. Choose the folder instead, or drop its files.'
      : 'Check that it is still there and that you may read it, then drop it again.',
  }
}
