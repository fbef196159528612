import { createContext, type ReactNode, useContext } from 'react'

/** What every picture of a part of the page says of its data. */
export interface Notes {
  /** The definition in force, as it stands beside the figures. */
  readonly definition: string
  /** Milliseconds UTC of the first and last moment that counts; null when there is none. */
  readonly first: number | null
  readonly last: number | null
  /** Whose figures they are, where the title alone does not say it: “customer anna”. Blank for those of all. */
  readonly whose: string
}

const NOTHING: Notes = { definition: '', first: null, last: null, whose: '' }

const NotesContext = createContext<Notes | null>(null)

/** Says it for all charts inside; what is not said is taken from the part of the page around it. */
export function PictureNotes({ children, ...said }: Partial<Notes> & { readonly children: ReactNode }) {
  const around = useContext(NotesContext) ?? NOTHING
  return <NotesContext value={{ ...around, ...said }}>{children}</NotesContext>
}

/** Null outside of any part that says what its figures mean: there no picture is offered, for it would be a number without its definition. */
export function usePictureNotes(): Notes | null {
  return useContext(NotesContext)
}
