import { describe, expect, it } from 'vitest'
import { chosenFiles, droppedFiles, type Gathered, pastedText } from '../../../src/ui/start/gather-files.ts'

/** A tree of folders as text to names: a string is a file's content, null a file that cannot be opened. */
interface Tree {
  readonly [name: string]: string | null | Tree
}

/** What a browser hands out for a dropped tree: folders in portions of two, in no good order. */
function entryOf(name: string, content: string | null | Tree, parent = ''): FileSystemEntry {
  const fullPath = `${parent}/${name}`
  const entry =
    content === null || typeof content === 'string'
      ? {
          isFile: true,
          isDirectory: false,
          file: (found: (file: File) => void, failed: (error: Error) => void) =>
            content === null ? failed(new Error('permission denied')) : found(new File([content], name)),
        }
      : {
          isFile: false,
          isDirectory: true,
          createReader: () => {
            const left = Object.entries(content).reverse()
            return {
              readEntries: (found: (entries: FileSystemEntry[]) => void) =>
                found(left.splice(0, 2).map(([child, inside]) => entryOf(child, inside, fullPath))),
            }
          },
        }
  // The part of an entry that walking uses; jsdom has none of it.
  return { name, fullPath, ...entry } as unknown as FileSystemEntry
}

function drop(tree: Tree, text = ''): Promise<Gathered> {
  const items = Object.entries(tree).map(([name, content]) => ({
    kind: 'file',
    webkitGetAsEntry: () => entryOf(name, content),
    getAsFile: () => (typeof content === 'string' ? new File([content], name) : null),
  }))
  // The part of a DataTransfer that dropping uses; jsdom cannot make one.
  return droppedFiles({ items, getData: () => text } as unknown as DataTransfer)
}

const paths = (gathered: Gathered): string[] => gathered.files.map(file => file.path)

describe('gathering what was dropped', () => {
  it('walks folders to their end, in the order of the paths', async () => {
    const gathered = await drop({
      'z.json': '[]',
      export: { 'c.json': '1', 'a.json': '2', deep: { er: { 'b.json': '3' } }, 'b.json': '4', 'd.json': '5' },
    })
    expect(paths(gathered)).toEqual(['export/a.json', 'export/b.json', 'export/c.json', 'export/d.json', 'export/deep/er/b.json', 'z.json'])
    expect(gathered.problems).toEqual([])
  })

  it('names a file that cannot be opened, and keeps the others', async () => {
    const gathered = await drop({ export: { 'good.json': '[]', 'locked.json': null } })
    expect(paths(gathered)).toEqual(['export/good.json'])
    expect(gathered.problems).toEqual([
      {
        code: 'unreadable',
        file: 'export/locked.json',
        message: '“export/locked.json” could not be opened. The browser says: permission denied',
        wayOut: 'Check that it is still there and that you may read it, then drop it again.',
      },
    ])
  })

  it('says so when a folder has no file in it', async () => {
    const { files, problems } = await drop({ empty: { within: {} } })
    expect(files).toEqual([])
    expect(problems.map(problem => [problem.code, problem.message])).toEqual([['directory', 'The folder “empty” has no file in it.']])
  })

  it('passes over what operating systems put into folders', async () => {
    expect(paths(await drop({ export: { '.DS_Store': 'x', 'a.json': '[]', 'Thumbs.db': 'x' } }))).toEqual(['export/a.json'])
    expect((await drop({ export: { '.DS_Store': 'x' } })).problems.map(problem => problem.code)).toEqual(['directory'])
  })

  it('passes over what is hidden in a folder, deleted, or kept by Office beside open files', async () => {
    const hidden = { '.old.json': '[]', '._a.json': 'x', '~$a.xlsx': 'x', '.git': { config: 'x' }, '.Trash-1000': { 'gone.json': '[]' } }
    expect(paths(await drop({ export: { ...hidden, 'a.json': '[]', within: { ...hidden, 'b.json': '[]' } } }))).toEqual([
      'export/a.json',
      'export/within/b.json',
    ])
    const chosen = (path: string) => Object.defineProperty(new File(['[]'], 'a.json'), 'webkitRelativePath', { value: path })
    expect(paths(chosenFiles([chosen('e/.git/a.json'), chosen('e/~$a.json'), chosen('e/a.json')]))).toEqual(['e/a.json'])
    // Who drops it by itself means it.
    expect(paths(await drop({ '.old.json': '[]', '.backup': { 'a.json': '[]' } }))).toEqual(['.backup/a.json', '.old.json'])
  })

  it('takes dragged text as a file, and nothing from an empty drag', async () => {
    const { files } = await drop({}, '{"type":"ORDER"}')
    expect(files.map(file => [file.path, file.content.size])).toEqual([['Pasted text', 16]])
    expect(await drop({}, '  ')).toEqual({ files: [], problems: [] })
  })

  it('puts the folder in front of the names of chosen files', () => {
    const inFolder = Object.defineProperty(new File(['1'], 'b.json'), 'webkitRelativePath', { value: 'export/b.json' })
    expect(paths(chosenFiles([new File(['2'], 'z.json'), inFolder]))).toEqual(['export/b.json', 'z.json'])
  })

  it('counts pasted text in bytes of UTF-8', () => {
    expect(pastedText('é').files[0]?.content.size).toBe(2)
  })
})
