import { existsSync } from 'node:fs'
import { mkdir, open, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { STORE_TABLES, sampleStores } from '../../src/stores/index.ts'
import type { StoreRecipe } from '../../src/stores/sample.ts'
import { CACHE } from './files.ts'

/** The three tables of stores of one recipe. */
export interface StoreFiles {
  readonly recipe: StoreRecipe
  readonly paths: readonly string[]
  /** Of the three together. */
  readonly bytes: number
}

const PIECE_CHARACTERS = 1 << 22

/** A chain of that many transactions, with columns of card numbers as the exports of terminals have them: a pure function of the number. */
export function recipeOf(transactions: number): StoreRecipe {
  return { seed: 20_250_106, stores: transactions / 500, devices: transactions / 250, transactions, withCards: true }
}

/** The files of a recipe, written on first use, as they are made: ten million transactions take some minutes and 1.2 GB of disk. */
export async function storeFiles(recipe: StoreRecipe): Promise<StoreFiles> {
  await mkdir(CACHE, { recursive: true })
  const tables = sampleStores(recipe)
  const files = STORE_TABLES.map(table => ({ table, path: join(CACHE, `${table}-of-${recipe.transactions}.csv`) }))
  for (const { table, path } of files) if (!existsSync(path)) await writeWhole(path, tables[table]())
  const paths = files.map(({ path }) => path)
  const sizes = await Promise.all(paths.map(async path => (await stat(path)).size))
  return { recipe, paths, bytes: sizes.reduce((sum, size) => sum + size, 0) }
}

/** Under another name until it is whole: a run that is broken off must not leave half a file behind. */
async function writeWhole(path: string, pieces: Iterable<string>): Promise<void> {
  const half = `${path}.half`
  console.log(`Writing ${path}`)
  const file = await open(half, 'w')
  let piece = ''
  for (const part of pieces) {
    piece += part
    if (piece.length < PIECE_CHARACTERS) continue
    await file.write(piece)
    piece = ''
  }
  await file.write(piece)
  await file.close()
  await rename(half, path)
}
