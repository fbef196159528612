import { createContext } from 'react'

/** Whether the answers of another definition are being worked out. Beside the cards' properties, so that it makes no card anew. */
export const BusyAnswers = createContext(false)
