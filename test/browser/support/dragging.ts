import type { Locator, Page } from 'playwright-core'

/** Files held over the page by a hand that has not let go yet. */
export interface Drag {
  /** Moves over the middle of an element. */
  over(target: Locator): Promise<void>
  /** Lets go there. */
  drop(target: Locator): Promise<void>
  /** Carries the files off the page again. */
  leave(): Promise<void>
}

/** Begins a drag of files and folders on disk over the middle of the page: trusted drag events from the browser itself. */
export async function dragPaths(page: Page, files: readonly string[]): Promise<Drag> {
  const session = await page.context().newCDPSession(page)
  const send = async (type: 'dragEnter' | 'dragOver' | 'drop' | 'dragCancel', x: number, y: number) => {
    await session.send('Input.dispatchDragEvent', { type, x, y, data: { items: [], files: [...files], dragOperationsMask: 1 } })
  }
  const middle = await middleOf(page.locator('body'), page)
  await send('dragEnter', middle.x, middle.y)
  await send('dragOver', middle.x, middle.y)
  return {
    async over(target) {
      const { x, y } = await middleOf(target, page)
      await send('dragOver', x, y)
    },
    async drop(target) {
      const { x, y } = await middleOf(target, page)
      await send('dragOver', x, y)
      await send('drop', x, y)
      await session.detach()
    },
    async leave() {
      await send('dragCancel', 0, 0)
      await session.detach()
    },
  }
}

/** The middle of what is visible of an element. */
async function middleOf(target: Locator, page: Page): Promise<{ x: number; y: number }> {
  const box = await target.boundingBox()
  const viewport = page.viewportSize()
  if (box === null || viewport === null) throw new Error(`cannot drop on ${target}: it is not on the screen`)
  const left = Math.max(0, box.x)
  const top = Math.max(0, box.y)
  return {
    x: (left + Math.min(viewport.width, box.x + box.width)) / 2,
    y: (top + Math.min(viewport.height, box.y + box.height)) / 2,
  }
}
