import type { FileHandle, Folder } from '../../src/keep/folder.ts'

/** Thrown by a folder whose power was cut. */
export class PowerCut extends Error {}

/**
 * A folder as the browser's private file system has them, whose power can be cut at any step, and whose room is limited. Writes become durable in order;
 * what was written before the cut stays, with the last write torn in half.
 */
export class FolderInMemory implements Folder {
  readonly files = new Map<string, Uint8Array<ArrayBuffer>>()
  /** Steps until the cut. */
  stepsLeft = Number.POSITIVE_INFINITY
  steps = 0
  room = Number.POSITIVE_INFINITY
  readonly open = new Set<string>()

  /** As after a restart: the same files, power again, nothing open. */
  restart(): void {
    this.stepsLeft = Number.POSITIVE_INFINITY
    this.steps = 0
    this.open.clear()
  }

  async getFileHandle(name: string, options: { readonly create?: boolean } = {}): Promise<FileHandle> {
    if (!this.files.has(name)) {
      if (!options.create) throw new DOMException(`${name} is not there`, 'NotFoundError')
      this.#step()
      this.files.set(name, new Uint8Array())
    }
    return {
      getFile: async () => new Blob([this.files.get(name) ?? new Uint8Array()]),
      createSyncAccessHandle: async () => {
        if (this.open.has(name)) throw new DOMException(`${name} is open elsewhere`, 'NoModificationAllowedError')
        this.open.add(name)
        return {
          truncate: size => {
            this.#step()
            this.files.set(name, (this.files.get(name) ?? new Uint8Array()).slice(0, size))
          },
          write: (bytes, { at }) => {
            const isCut = this.#wouldCut()
            const used = [...this.files.values()].reduce((sum, file) => sum + file.length, 0)
            const fits = Math.max(0, Math.min(bytes.length, this.room - used))
            const written = isCut ? Math.floor(fits / 2) : fits
            const before = this.files.get(name) ?? new Uint8Array()
            const after = new Uint8Array(Math.max(before.length, at + written))
            after.set(before)
            after.set(bytes.subarray(0, written), at)
            this.files.set(name, after)
            this.#step()
            return written
          },
          flush: () => this.#step(),
          close: () => this.open.delete(name),
        }
      },
    }
  }

  async removeEntry(name: string): Promise<void> {
    this.#step()
    if (!this.files.delete(name)) throw new DOMException(`${name} is not there`, 'NotFoundError')
  }

  async *keys(): AsyncGenerator<string> {
    yield* [...this.files.keys()]
  }

  #wouldCut(): boolean {
    return this.stepsLeft <= 0
  }

  #step(): void {
    if (this.#wouldCut()) throw new PowerCut()
    this.stepsLeft -= 1
    this.steps += 1
  }
}
