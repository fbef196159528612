import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { onTestFinished } from 'vitest'
import { type Drag, dragPaths } from './dragging.ts'

/** A file (or folder) on disk by its path, or a small one by name (“export/may.json” makes a folder) and content. */
export type Droppable = string | { readonly name: string; readonly content: string | Uint8Array }

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
  return dragPaths(page, await onDisk(things))
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
