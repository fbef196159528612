import { act, renderHook, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import { useAnswer } from '../../../src/ui/warehouse/use-answer.ts'
import { WarehouseFailure } from '../../../src/warehouse/problems.ts'
import type { Answer, Asking } from '../../../src/warehouse/warehouse.ts'

/** Questions that stay open until the test answers them, in the order in which they were asked. */
function openQuestions() {
  const asked: {
    readonly signal: AbortSignal
    readonly onProgress: Asking['onProgress']
    answer(text: string): void
    fail(reason: unknown): void
  }[] = []
  const ask = ({ signal, onProgress }: Required<Asking>) =>
    new Promise<Answer<string>>((resolve, reject) => {
      asked.push({ signal, onProgress, answer: value => resolve({ value, ran: [] }), fail: reject })
    })
  return { asked, ask }
}

const CANCELLED = new WarehouseFailure({ code: 'cancelled', found: 'Cancelled.', wayOut: 'Ask again.', serverSays: null })
const OPEN = { phase: 'asking', progress: null, isStopping: false }

test('a question is asked once, tells how far it is, and is answered whole', async () => {
  const { asked, ask } = openQuestions()
  const { result, rerender } = renderHook(({ key }) => useAnswer(key, ask), { initialProps: { key: 'a' } })
  expect(result.current.asked).toEqual(OPEN)
  const progress = { rowsRead: 1, bytesRead: 2, rowsToRead: 3 }
  act(() => asked[0]?.onProgress?.(progress))
  expect(result.current.asked).toEqual({ ...OPEN, progress })
  rerender({ key: 'a' })
  act(() => asked[0]?.answer('whole'))
  await waitFor(() => expect(result.current.asked).toEqual({ phase: 'answered', value: 'whole', ran: [] }))
  expect(asked.length).toBe(1)
})

test('another key gives up the question before, whose late answer is nobody’s', async () => {
  const { asked, ask } = openQuestions()
  const { result, rerender } = renderHook(({ key }: { key: string | null }) => useAnswer(key, ask), {
    initialProps: { key: 'a' as string | null },
  })
  rerender({ key: 'b' })
  expect(asked.map(({ signal }) => signal.aborted)).toEqual([true, false])
  act(() => asked[0]?.answer('late'))
  expect(result.current.asked).toEqual(OPEN)
  act(() => asked[1]?.answer('now'))
  await waitFor(() => expect(result.current.asked).toMatchObject({ phase: 'answered', value: 'now' }))
  rerender({ key: null })
  expect({ asked: result.current.asked, times: asked.length }).toEqual({ asked: null, times: 2 })
})

test('what was answered is not asked again when somebody looks away and back, and may be when it is wanted', async () => {
  const { asked, ask } = openQuestions()
  const { result, rerender } = renderHook(({ key }: { key: string | null }) => useAnswer(key, ask), {
    initialProps: { key: 'a' as string | null },
  })
  act(() => asked[0]?.answer('first'))
  await waitFor(() => expect(result.current.asked).toMatchObject({ phase: 'answered', value: 'first' }))
  rerender({ key: null })
  rerender({ key: 'a' })
  expect({ asked: result.current.asked, times: asked.length }).toEqual({ asked: { phase: 'answered', value: 'first', ran: [] }, times: 1 })
  act(() => result.current.again())
  expect(asked.length).toBe(2)
})

test('leaving gives up the question', () => {
  const { asked, ask } = openQuestions()
  const { unmount } = renderHook(() => useAnswer('a', ask))
  unmount()
  expect(asked.map(({ signal }) => signal.aborted)).toEqual([true])
})

test('a cancelled question is being stopped until it is over, has then failed as cancelled, and can be asked again', async () => {
  const { asked, ask } = openQuestions()
  const { result } = renderHook(() => useAnswer('a', ask))
  act(() => result.current.cancel())
  expect(asked[0]?.signal.aborted).toBe(true)
  expect(result.current.asked).toEqual({ ...OPEN, isStopping: true })
  act(() => asked[0]?.onProgress?.({ rowsRead: 1, bytesRead: 2, rowsToRead: 3 }))
  expect(result.current.asked).toEqual({ ...OPEN, isStopping: true })
  act(() => asked[0]?.fail(CANCELLED))
  await waitFor(() => expect(result.current.asked).toEqual({ phase: 'failed', problem: CANCELLED.problem }))
  act(() => result.current.again())
  expect(result.current.asked).toEqual(OPEN)
  act(() => asked[1]?.answer('second'))
  await waitFor(() => expect(result.current.asked).toMatchObject({ phase: 'answered', value: 'second' }))
})

test('what was answered before it could be cancelled stands', async () => {
  const { asked, ask } = openQuestions()
  const { result } = renderHook(() => useAnswer('a', ask))
  act(() => asked[0]?.answer('there'))
  await waitFor(() => expect(result.current.asked).toMatchObject({ phase: 'answered', value: 'there' }))
  act(() => result.current.cancel())
  expect(result.current.asked).toMatchObject({ phase: 'answered', value: 'there' })
})

test('a fault of the page itself is told as one, and never taken for an answer', async () => {
  const { asked, ask } = openQuestions()
  const { result } = renderHook(() => useAnswer('a', ask))
  act(() => asked[0]?.fail(new TypeError('x is undefined')))
  await waitFor(() =>
    expect(result.current.asked).toMatchObject({
      phase: 'failed',
      problem: { code: 'unexpected', found: 'The page itself failed: x is undefined', serverSays: null },
    }),
  )
})
