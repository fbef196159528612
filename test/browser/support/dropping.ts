import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { onTestFinished } from 'vitest'

/** A file (or folder) on disk by its path, or a small one by name (“export/may.json” makes a folder) and content. */
export type Droppable = string | { readonly name: string; readonly content: string | Uint8Array }

/** Files held over the page by a hand that has not let go yet. */
export interface Drag {
  /** Moves over the middle of an element. */
  over(target: Locator): Promise<void>
  /** Lets go there. */
  drop(target: Locator): Promise<void>
  /** Carries the files off the page again. */
  leave(): Promise<void>
}

/**
 * Drops files or folders from disk on the page as a person does: trusted drag events from the browser itself, with real File objects
 * behind them, of any size. Without a target it is the middle of the page.
 */
export async function dropFiles(page: Page, things: readonly Droppable[], target: Locator = page.locator('body')): Promise<void> {
  const drag = await dragFiles(page, things)
  await drag.drop(target)
}

/** Begins a drag of files over the middle of the page. Only the top-level names of `things` are dragged, as from a file manager. */
export async function dragFiles(page: Page, things: readonly Droppable[]): Promise<Drag> {
  const files = await onDisk(things)
  const session = await page.context().newCDPSession(page)
  const send = async (type: 'dragEnter' | 'dragOver' | 'drop' | 'dragCancel', x: number, y: number) => {
    await session.send('Input.dispatchDragEvent', { type, x, y, data: { items: [], files, dragOperationsMask: 1 } })
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

/** The paths to drag; contents are written into a folder that goes when the test is over. */
async function onDisk(things: readonly Droppable[]): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'worthwhile-drop-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const tops = new Set<string>()
  for (const thing of things) {
    if (typeof thing === 'string') {
      tops.add(thing)
      continue
    }
    const path = join(folder, thing.name)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, thing.content)
    tops.add(join(folder, thing.name.split('/')[0] ?? thing.name))
  }
  return [...tops]
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
