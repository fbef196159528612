import { afterAll, beforeAll, beforeEach } from 'vitest'

const DEFAULT_WIDTH = 600
let width = DEFAULT_WIDTH

/** jsdom lays nothing out and knows no ResizeObserver. With this every element of the tests in a file is `setRoomWidth` wide. */
export function layOutRooms(): void {
  const before = Object.getOwnPropertyDescriptor(Element.prototype, 'clientWidth')
  beforeAll(() => {
    Object.defineProperty(Element.prototype, 'clientWidth', { configurable: true, get: () => width })
    globalThis.ResizeObserver = class {
      observe(): void {}
      unobserve(): void {}
      disconnect(): void {}
    }
  })
  beforeEach(() => setRoomWidth(DEFAULT_WIDTH))
  afterAll(() => {
    if (before !== undefined) Object.defineProperty(Element.prototype, 'clientWidth', before)
    Reflect.deleteProperty(globalThis, 'ResizeObserver')
  })
}

/** Pixels. */
export function setRoomWidth(pixels: number): void {
  width = pixels
}
