import type { KeeperQuestion } from '../worker/client.ts'
import type { Failed, FinalAnswer, Gone, Question } from '../worker/reading-thread.ts'

/** Asks the thread that holds the data set. */
export type Ask = <K extends KeeperQuestion['kind']>(
  question: Question<Extract<KeeperQuestion, { readonly kind: K }>>,
) => Promise<FinalAnswer<K> | Failed | Gone>
