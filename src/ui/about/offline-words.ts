import type { OfflineState } from '../offline.ts'

/** How far the app is kept on this computer, as a person would say it. */
export function offlineWords(phase: OfflineState['phase']): string {
  switch (phase) {
    case 'off':
      return 'not kept on this computer'
    case 'preparing':
      return 'being made ready for use without a connection'
    case 'ready':
      return 'ready: works without a connection'
    case 'failed':
      return 'could not be kept on this computer; works while its host can be reached'
    default:
      return phase satisfies never
  }
}
