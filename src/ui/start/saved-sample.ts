import type { Recipe } from '../../worker/protocol.ts'
import type { SampleFile } from '../../worker/sample-file.ts'

/**
 * A sample as the one file that is saved: the tables of stores are in a zip, which can be dropped as it is, since browsers ask before a page saves more than one file.
 * The same recipe gives the same bytes.
 */
export async function savedSample(recipe: Recipe, files: readonly SampleFile[]): Promise<{ readonly blob: Blob; readonly name: string }> {
  if ('stores' in recipe) {
    const { filesAsZip } = await import('../../share/files-as-zip.ts')
    return { blob: await filesAsZip(files), name: `worthwhile-sample-stores-${recipe.seed}.zip` }
  }
  const [shop] = files
  if (shop === undefined) throw new Error('the sample shop has no file')
  return { blob: shop.content, name: `worthwhile-sample-${recipe.seed}-${recipe.customers}-${recipe.events}.ndjson` }
}
