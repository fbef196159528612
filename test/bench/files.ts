import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { mkdir, open, rename, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { type BenchRecipe, benchEvents, CSV_HEADER } from './events.ts'

/** Ignored by git, like all of node_modules. */
export const CACHE = resolve(import.meta.dirname, '../../node_modules/.cache/worthwhile/bench')
export const FORMATS = ['ndjson', 'json', 'csv', 'ndjson.gz'] as const
export type Format = (typeof FORMATS)[number]

export interface BenchFile extends BenchRecipe {
  readonly format: Format
  readonly path: string
  readonly bytes: number
}

const PIECE_CHARACTERS = 1 << 22

/** The files of a recipe, one in each format, written on first use. Five million events take some minutes and 3 GB of disk. */
export async function benchFiles(recipe: BenchRecipe): Promise<readonly BenchFile[]> {
  await mkdir(CACHE, { recursive: true })
  const path = (format: Format) => join(CACHE, `events-${recipe.events}-${recipe.customers}.${format}`)
  if (!existsSync(path('csv'))) await writePlain(recipe, path)
  if (!existsSync(path('ndjson.gz'))) await writePacked(path('ndjson'), path('ndjson.gz'))
  // From the disk a GB takes 10 s and more, and the first to read it would pay for all.
  for (const format of FORMATS) for await (const _ of createReadStream(path(format), { highWaterMark: PIECE_CHARACTERS }));
  return Promise.all(FORMATS.map(async format => ({ ...recipe, format, path: path(format), bytes: (await stat(path(format))).size })))
}

/** Under another name until it is whole: a run that is broken off must not leave half a file behind. */
const half = (path: string) => `${path}.half`

async function writePlain(recipe: BenchRecipe, path: (format: Format) => string): Promise<void> {
  console.log(`Writing ${recipe.events.toLocaleString('en-US')} events to ${CACHE}`)
  const formats = ['ndjson', 'json', 'csv'] as const
  const files = await Promise.all(formats.map(format => open(half(path(format)), 'w')))
  let pieces = ['', '[\n', `${CSV_HEADER}\n`]
  const flush = async () => {
    const full = pieces
    pieces = ['', '', '']
    await Promise.all(files.map((file, index) => file.write(full[index] ?? '')))
  }
  let between = ''
  for (const { json, csv } of benchEvents(recipe)) {
    pieces[0] += `${json}\n`
    pieces[1] += between + json
    pieces[2] += `${csv}\n`
    between = ',\n'
    if ((pieces[0]?.length ?? 0) > PIECE_CHARACTERS) await flush()
  }
  pieces[1] += '\n]\n'
  await flush()
  await Promise.all(files.map(file => file.close()))
  for (const format of formats) await rename(half(path(format)), path(format))
}

async function writePacked(from: string, to: string): Promise<void> {
  console.log(`Packing ${from}`)
  await pipeline(createReadStream(from), createGzip(), createWriteStream(half(to)))
  await rename(half(to), to)
}
