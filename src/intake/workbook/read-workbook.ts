import { zipSync } from 'fflate'
import readSheets from 'read-excel-file/universal'
import type { InputFile } from '../byte-source.ts'
import type { Unpacked, UnpackingReport } from '../containers/container.ts'
import { readEntry } from '../containers/zip.ts'
import { readZipDirectory, type ZipEntry } from '../containers/zip-directory.ts'
import type { UnreadableText } from '../recognition/text-head.ts'
import { type SheetCell, sheetText } from './sheet-text.ts'

/** What the parts of a workbook may come to when they are unpacked. Reading took seven times as much memory: 0.54 GB for 74 MB, in Node 20. */
const UNPACKED_LIMIT = 128 * 1024 * 1024
/** Rows times columns of a sheet: the reader makes room for all of them, even if only the last is filled. */
const CELL_LIMIT = 16_000_000
/** A long text may stand in many cells, and is only once in the file. */
const TEXT_LIMIT = 1024 * 1024 * 1024

/** Parts that hold no cells, or nothing that belongs to a table. */
const PASSED_OVER = /^(?:docProps|customXml)\/|^xl\/(?:drawings|charts|theme|pivotTables|pivotCache|comments|printerSettings|calcChain)/

/**
 * Takes an Excel workbook apart: each sheet that holds something is a text, a table in CSV. What is too large for memory is a problem, said before it is read.
 * Memory: the workbook as a whole. Cost: 100,000 rows of ten cells took 5.7 s of processor time in Node 20, and 200,000 took 10.5 s (10 MB, 74 MB unpacked).
 */
export async function* unpackWorkbook(input: InputFile): AsyncGenerator<Unpacked, void> {
  const { path } = input
  const parts = await partsOf(input)
  if ('code' in parts) {
    yield { path, problem: parts }
    return
  }
  const tooMany = [...parts].find(([, bytes]) => cellsIn(bytes) > CELL_LIMIT)
  if (tooMany) {
    yield {
      path,
      problem: tooLarge(
        `its part ${tooMany[0]} has more than ${CELL_LIMIT / 1e6} million cells, counting empty ones up to the last row and column`,
      ),
    }
    return
  }
  // The native decompressor has been used already; what is not packed is taken as it is, without threads of the reader's own.
  const archive = zipSync(Object.fromEntries(parts), { level: 0 })
  let sheets: readonly { readonly sheet: string; readonly data: readonly (readonly unknown[])[] }[]
  try {
    sheets = await readSheets(archive.buffer)
  } catch (error) {
    yield {
      path,
      problem: {
        code: 'damaged',
        message: `The workbook cannot be read (${error instanceof Error ? error.message : String(error)}).`,
        wayOut: 'Open it in its program and save it anew, or save its sheets as CSV.',
      },
    }
    return
  }
  const filled = sheets.filter(({ data }) => data.some(row => row.some(cell => cell !== null && cell !== '')))
  if (filled.length === 0)
    yield {
      path,
      problem: { code: 'empty', message: 'The workbook has no cell with content.', wayOut: 'Check the program that wrote it.' },
    }
  for (const { sheet, data } of filled)
    yield {
      text: {
        path: `${path}/${sheet}`,
        open: report =>
          textOf(
            data.map(row => row.map(asCell)),
            report,
          ),
      },
    }
}

/** The parts with cells, unpacked; or why that cannot be. Sizes are counted while unpacking: what the archive says of them may be anything. */
async function partsOf({ content }: InputFile): Promise<ReadonlyMap<string, Uint8Array> | UnreadableText> {
  const entries = (await readZipDirectory(content)) ?? []
  const parts = new Map<string, Uint8Array>()
  let total = 0
  for (const entry of entries.filter(isNeeded)) {
    if (entry.isEncrypted)
      return {
        code: 'unsupported',
        message: 'The workbook is encrypted.',
        wayOut: 'Open it with its password and save a copy without one, or its sheets as CSV.',
      }
    const chunks: Uint8Array[] = []
    let length = 0
    let damage: string | null = null
    const report: UnpackingReport = {
      progress: () => undefined,
      endsEarly: () => {
        damage = 'it ends early'
      },
      damaged: message => {
        damage = message
      },
    }
    for await (const chunk of readEntry(content, entry, report)) {
      chunks.push(chunk.slice())
      length += chunk.length
      total += chunk.length
      if (total > UNPACKED_LIMIT) return tooLarge(`up to its part ${entry.path} it unpacks to more than ${UNPACKED_LIMIT / 1024 ** 2} MB`)
    }
    if (damage !== null)
      return {
        code: 'damaged',
        message: `The workbook is damaged: ${String(damage)}.`,
        wayOut: 'Fetch the file again, or save its sheets as CSV.',
      }
    const bytes = new Uint8Array(length)
    let at = 0
    for (const chunk of chunks) {
      bytes.set(chunk, at)
      at += chunk.length
    }
    parts.set(entry.path, bytes)
  }
  return parts
}

function isNeeded({ path }: ZipEntry): boolean {
  return (path.endsWith('.xml') || path.endsWith('.xml.rels')) && !PASSED_OVER.test(path)
}

function tooLarge(why: string): UnreadableText {
  return {
    code: 'too-large',
    message: `The workbook is too large to be read here: ${why}.`,
    wayOut: `Expected is a workbook of up to ${UNPACKED_LIMIT / 1024 ** 2} MB unpacked, about 290,000 rows of eleven cells. Save its sheets as CSV, which may be of any size.`,
  }
}

/** The largest row times the largest column that a part names. */
function cellsIn(part: Uint8Array): number {
  const xml = new TextDecoder('latin1').decode(part)
  let rows = 0
  let columns = 0
  for (const [, letters = '', digits = ''] of xml.matchAll(/\sr\s*=\s*["']([A-Za-z]{0,8})(\d{1,12})["']/g)) {
    rows = Math.max(rows, Number(digits))
    let column = 0
    for (const letter of letters.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64
    columns = Math.max(columns, column)
  }
  return rows * columns
}

async function* textOf(rows: readonly (readonly SheetCell[])[], report: UnpackingReport): AsyncGenerator<Uint8Array, void> {
  const encoder = new TextEncoder()
  let characters = 0
  for (const piece of sheetText(rows)) {
    characters += piece.length
    if (characters > TEXT_LIMIT) {
      report.damaged('The sheet is more than 1 GB as text, and is read no further')
      return
    }
    yield encoder.encode(piece)
  }
}

/** Errors in cells and whatever else there may be, as text. */
function asCell(cell: unknown): SheetCell {
  if (cell === null || cell === undefined) return null
  return typeof cell === 'string' || typeof cell === 'number' || typeof cell === 'boolean' || cell instanceof Date ? cell : String(cell)
}
