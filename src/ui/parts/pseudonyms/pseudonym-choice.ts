import { newPseudonymKey, readPseudonymKey } from '../../../share/pseudonyms.ts'

/** People go by pseudonyms under this key, as it was typed or shown. */
export interface PseudonymChoice {
  readonly key: string
  readonly withPlaces: boolean
}

/** With a fresh key. */
export function newPseudonymChoice(): PseudonymChoice {
  return { key: newPseudonymKey(count => crypto.getRandomValues(new Uint8Array(count))), withPlaces: false }
}

/** Whether the key that stands there can be used; without pseudonyms none is needed. */
export function isUsable(choice: PseudonymChoice | null): boolean {
  return choice === null || readPseudonymKey(choice.key) !== null
}
