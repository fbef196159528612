import type { InputFile } from '../intake/byte-source.ts'
import { type SampleRecipe, sampleText } from '../ltv/sample.ts'
import { STORE_TABLES, sampleStores } from '../stores/index.ts'
import type { StoreRecipe } from '../stores/sample.ts'
import type { Recipe } from './protocol.ts'

/** Text is handed to the browser's blob store in parts of about this size, so that it does not pile up in the thread's memory. */
const PART_CHARACTERS = 1 << 20

/** Told of the size of a file so far, after every few hundred lines. */
type Made = (path: string, bytes: number) => void

/** The files of a sample, to be read like any others. @throws RangeError when a part of the recipe is outside its range */
export function sampleFiles(recipe: Recipe, made: Made): readonly InputFile[] {
  return 'stores' in recipe ? storeFiles(recipe, made) : [sampleFile(recipe, made)]
}

/**
 * The sample shop of a recipe as a file. About half a million lines a second.
 * @throws RangeError when a part of the recipe is outside its range
 */
export function sampleFile(recipe: SampleRecipe, made: Made): InputFile & { readonly content: Blob } {
  return fileOfPieces(`sample-shop-${recipe.seed}.ndjson`, 'application/x-ndjson', sampleText(recipe), made)
}

function storeFiles(recipe: StoreRecipe, made: Made): readonly InputFile[] {
  const tables = sampleStores(recipe)
  return STORE_TABLES.map(table => fileOfPieces(`sample-${table}-${recipe.seed}.csv`, 'text/csv', tables[table](), made))
}

function fileOfPieces(path: string, type: string, pieces: Iterable<string>, made: Made): InputFile & { readonly content: Blob } {
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
