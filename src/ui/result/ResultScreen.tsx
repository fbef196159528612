import type { Loaded } from '../../store/session.ts'

/** The answer: who the best customers are, what they are worth, and why. */
export function ResultScreen({ loaded }: { readonly loaded: Loaded }) {
  return <h1>{loaded.label}</h1>
}
