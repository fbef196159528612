import type { InputFile } from '../intake/byte-source.ts'
import { type SampleRecipe, sampleText } from '../ltv/sample.ts'

/** Text is handed to the browser's blob store in parts of about this size, so that it does not pile up in the thread's memory. */
const PART_CHARACTERS = 1 << 20

/**
 * The sample shop of a recipe as a file, to be read like any other. `made` is told of the size so far after every few hundred lines.
 * About half a million lines a second.
 * @throws RangeError when a part of the recipe is outside its range
 */
export function sampleFile(recipe: SampleRecipe, made: (path: string, bytes: number) => void): InputFile & { readonly content: Blob } {
  const path = `sample-shop-${recipe.seed}.ndjson`
  const parts: Blob[] = []
  let part = ''
  let bytes = 0
  for (const piece of sampleText(recipe)) {
    part += piece
    if (part.length < PART_CHARACTERS) continue
    parts.push(new Blob([part]))
    bytes += part.length
    part = ''
    made(path, bytes)
  }
  return { path, content: new Blob([...parts, part], { type: 'application/x-ndjson' }) }
}
