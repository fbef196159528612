/*
 * The part of the browser's private file system (OPFS) that keeping uses; `FileSystemDirectoryHandle` in a worker fits. TypeScript's library for pages
 * does not know handles of synchronous access, which only workers have.
 */
export interface Folder {
  getFileHandle(name: string, options?: { readonly create?: boolean }): Promise<FileHandle>
  removeEntry(name: string): Promise<void>
  keys(): AsyncIterable<string>
}

export interface FileHandle {
  getFile(): Promise<Blob>
  createSyncAccessHandle(): Promise<SyncAccessHandle>
}

/** Writing straight into a file. What has been flushed outlives the tab. */
export interface SyncAccessHandle {
  truncate(size: number): void
  /** Returns how many bytes were written. */
  write(bytes: Uint8Array, options: { readonly at: number }): number
  flush(): void
  close(): void
}
