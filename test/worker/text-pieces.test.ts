import { describe, expect, it } from 'vitest'
import { TextPieces } from '../../src/worker/text-pieces.ts'

const encoder = new TextEncoder()
const decoder = new TextDecoder()

async function* chunks(texts: readonly string[], failure?: Error): AsyncGenerator<Uint8Array, void> {
  // One buffer for all, as decompressors have it: what was given before is written over.
  const buffer = new Uint8Array(4_096)
  for (const text of texts) yield buffer.subarray(0, encoder.encodeInto(text, buffer).written)
  if (failure !== undefined) throw failure
}

async function piecesOf(pieces: TextPieces): Promise<[number, string][]> {
  const found: [number, string][] = []
  for (let piece = await pieces.next(null); piece !== null; piece = await pieces.next(null))
    found.push([piece.offset, decoder.decode(piece.bytes)])
  return found
}

describe('pieces of a text', () => {
  it('end behind a line break, and what is behind it begins the next one', async () => {
    const pieces = new TextPieces(chunks(['one\ntw', 'o\nthree', '\nfour\nfive\n', 'six']), 100, 12)
    expect(await piecesOf(pieces)).toEqual([
      [100, 'one\ntwo\n'],
      [108, 'three\nfour\n'],
      [119, 'five\nsix'],
    ])
  })

  it('hold all bytes, whatever the chunks, with lines or without', async () => {
    for (const text of ['abcdefghijklmnopqrstuvwxyz', 'ab\ncdefghijklmno\npq\nr\nstuvwxyz\n', '\n\n\n\n\n\n\n'])
      for (const length of [1, 2, 5, 11, 100]) {
        const parts = text.match(new RegExp(`[^]{1,${length}}`, 'g')) ?? []
        const found = await piecesOf(new TextPieces(chunks(parts), 0, 8))
        expect(found.map(([, piece]) => piece).join(''), `${JSON.stringify(text)} by ${length}`).toBe(text)
        let offset = 0
        for (const [at, piece] of found) {
          expect(at).toBe(offset)
          offset += piece.length
        }
      }
  })

  it('are given up to where the chunks fail, and then the failure is told', async () => {
    const pieces = new TextPieces(chunks(['one\ntwo\nth'], new Error('taken out')), 0, 100)
    expect(decoder.decode((await pieces.next(null))?.bytes)).toBe('one\ntwo\nth')
    await expect(pieces.next(null)).rejects.toThrow('taken out')
  })

  it('stand in the buffer that is given, if it is long enough', async () => {
    const pieces = new TextPieces(chunks(['one\n', 'two\n']), 0, 4)
    const buffer = new ArrayBuffer(4)
    expect((await pieces.next(buffer))?.bytes.buffer).toBe(buffer)
    expect((await pieces.next(new ArrayBuffer(3)))?.bytes.byteLength).toBe(4)
  })
})
