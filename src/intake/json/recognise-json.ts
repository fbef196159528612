import { RECORD_SEPARATOR, SEMICOLON } from '../ascii.ts'
import { findPython, findSourceCode } from '../recognition/foreign-text.ts'
import type { ReadableText, Recogniser, TextHead, UnreadableText } from '../recognition/text-head.ts'
import { JsonReader } from './json-reader.ts'
import { type JsonShape, shapeOf } from './json-shape.ts'

/** Recognises JSON by its first character, or by most of its lines being objects. */
export const recogniseJson: Recogniser = head => {
  // What records of other layouts are called says nothing of what stands around a list of these.
  const layouts = head.layouts.filter(layout => layout.recognise === undefined)
  const found = findJson(head, new Set(layouts.flatMap(layout => layout.required)))
  return found && !('code' in found) ? readable(found) : found
}

/** How records are laid out in a text that is JSON, or what it is that only looks like it; null for all others. For `recordMembers` see `shapeOf`. */
export function findJson(head: TextHead, recordMembers: ReadonlySet<string>): JsonShape | UnreadableText | null {
  const separated = separatedRecords(head.text)
  const text = separated?.text ?? head.text
  const start = text.trimStart()[0]
  const found = shapeOf(text, head.whole, recordMembers)
  const shape = found && separated ? { ...found, format: separated.format, separator: separated.byte } : found
  // Most lines are JSON: whatever the others are, they are single broken records.
  if (shape?.lineOpener) return shape
  if (start === '{' || start === '[') return findPython(text) ?? findSourceCode(text) ?? shape
  return null
}

/** What stands between records besides commas, and the text with blanks in its place; null where nothing else does. */
function separatedRecords(text: string): { readonly text: string; readonly byte: number; readonly format: string } | null {
  // RFC 7464 puts it in front of each record.
  if (text.startsWith('\x1e')) return { text: text.replaceAll('\x1e', ' '), byte: RECORD_SEPARATOR, format: 'JSON text sequence' }
  const first = /^\s*(\{.*?\})\s*;/s.exec(text)?.[1]
  if (first === undefined || !isJson(first)) return null
  return { text: text.replace(/(\}\s*);/g, '$1 '), byte: SEMICOLON, format: 'JSON with semicolons' }
}

const AS_RECORDS = { lineOpener: null, outermost: 'records', wrappers: 0 } as const

/** The last resort before giving up: a single value that is JSON all the same, or the file's name. */
export const recogniseJsonByName: Recogniser = head => {
  const text = head.text.trim()
  if (text === '') return null
  if (head.whole && isJson(text)) return readable({ format: 'JSON', reason: 'is a JSON value as a whole', ...AS_RECORDS })
  const named = /\.(json|ndjson|jsonl)$/i.exec(head.path)
  if (!named || text.includes('\0') || findPython(text) || findSourceCode(text) || text.startsWith('<')) return null
  return readable({ format: 'JSON', reason: `is named ${named[0]}`, ...AS_RECORDS })
}

function readable(shape: JsonShape): ReadableText {
  const { format, reason } = shape
  return { format, reason, mayBeWindows1252: false, table: null, open: (report, textStart) => new JsonReader(shape, report, textStart) }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    // Not being JSON is one of the two answers.
    return false
  }
}
