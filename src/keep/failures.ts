import type { KeepFailure } from './messages.ts'

/** Another tab has the files open for writing. */
export const BUSY: KeepFailure = {
  message: 'Another tab is keeping files on this device at the moment.',
  wayOut: 'Try again when it has finished.',
}

/** Said before anything is written, when the browser tells how much room there is. */
export function tooLittleRoom(bytes: number, free: number): KeepFailure {
  return {
    message: `The files have ${megabytes(bytes)} MB, and the browser gives this page ${megabytes(free)} MB more.`,
    wayOut: 'Keep less, forget what is kept, or make room on the disk. The result stays as it is until the tab is closed.',
  }
}

/** What the browser's error means for somebody who wanted to keep files. */
export function keepFailure(error: unknown): KeepFailure {
  const words = error instanceof Error ? error.message : String(error)
  switch (error instanceof Error ? error.name : '') {
    case 'QuotaExceededError':
      return {
        message: 'There is no room left for the files on this device.',
        wayOut: 'Keep less, forget what is kept, or make room on the disk. What was kept before is still there.',
      }
    case 'NotReadableError':
    case 'NotFoundError':
      return {
        message: 'A file has changed or gone since it was opened, so it cannot be kept.',
        wayOut: 'Open it again, then keep it. What was kept before is still there.',
      }
    case 'NoModificationAllowedError':
    case 'InvalidStateError':
      return BUSY
    case 'SecurityError':
    case 'TypeError':
      return {
        message: `This browser keeps no files for this page: ${words}.`,
        wayOut: 'Open the page from a host over https, outside of a private window. Everything else works without.',
      }
    default:
      return { message: `The files could not be kept: ${words}.`, wayOut: 'Try again. What was kept before is still there.' }
  }
}

function megabytes(bytes: number): string {
  return Math.ceil(bytes / 1_000_000).toLocaleString('en-US')
}
