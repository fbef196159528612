import type { OfflineState } from '../offline.ts'

/** How far the app is kept on this computer, as a person would say it. */
export function offlineWords(phase: OfflineState['phase']): string {
  switch (phase) {
    case 'off':
      return 'Not kept on this computer'
    case 'preparing':
      return 'Getting ready to work without a connection'
    case 'ready':
      return 'Works without a connection'
    case 'failed':
      return 'Could not be kept on this computer; works while its host can be reached'
    default:
      return phase satisfies never
  }
}
