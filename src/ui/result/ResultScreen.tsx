import type { Loaded } from '../../store/session.ts'

export interface ResultScreenProps {
  readonly loaded: Loaded
  /** Opens the sheet in which the definition is changed. */
  readonly onChangeDefinition: () => void
  /** Opens the sheet about the data: files, counts, rejects, notes. */
  readonly onShowData: () => void
}

/** The answer: who the best customers are, what they are worth, and why. */
export function ResultScreen({ loaded }: ResultScreenProps) {
  return <h1>{loaded.label}</h1>
}
