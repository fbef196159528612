import type { InputFile } from '../intake/byte-source.ts'
import { type SampleRecipe, sampleText } from '../ltv/sample.ts'
import { STORE_TABLES, sampleStores } from '../stores/index.ts'
import type { StoreRecipe } from '../stores/sample.ts'
import type { Recipe } from './protocol.ts'

/** Text is handed to the browser's blob store in parts of about this size, so that it does not pile up in the thread's memory. */
const PART_CHARACTERS = 1 << 20

/** Told of the size of a file so far, after every few hundred lines. */
type Made = (path: string, bytes: number) => void

/** A file that was made here. */
export type SampleFile = InputFile & { readonly content: Blob }

/** The files of a sample, to be read like any others. About half a million lines a second. @throws RangeError when a part of the recipe is outside its range */
export function sampleFiles(recipe: Recipe, made: Made): readonly SampleFile[] {
  return 'stores' in recipe ? storeFiles(recipe, made) : [shopFile(recipe, made)]
}

function shopFile(recipe: SampleRecipe, made: Made): SampleFile {
  return fileOfPieces(`sample-shop-${recipe.seed}.ndjson`, 'application/x-ndjson', sampleText(recipe), made)
}

function storeFiles(recipe: StoreRecipe, made: Made): readonly SampleFile[] {
  const tables = sampleStores(recipe)
  return STORE_TABLES.map(table => fileOfPieces(`sample-${table}-${recipe.seed}.csv`, 'text/csv', tables[table](), made))
}

function fileOfPieces(path: string, type: string, pieces: Iterable<string>, made: Made): SampleFile {
  const parts: Blob[] = []
  let part = ''
  let bytes = 0
  for (const piece of pieces) {
    part += piece
    if (part.length < PART_CHARACTERS) continue
    parts.push(new Blob([part]))
    bytes += part.length
    part = ''
    made(path, bytes)
  }
  return { path, content: new Blob([...parts, part], { type }) }
}
