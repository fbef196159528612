import type { Note } from '../base/notes.ts'
import type { Problem } from '../base/problems.ts'
import type { Reject } from '../base/rejects.ts'

/** What every document of the command line says of the reading itself. */
export interface ReadingDocument {
  /** Counts by reason, in order of reason. */
  readonly rejected: Readonly<Record<string, number>>
  /** The first 10,000 in order of file and byte. */
  readonly rejects: readonly {
    readonly file: string
    readonly line: number
    readonly byte: number
    readonly field: string | null
    readonly reason: string
  }[]
  readonly notes: readonly { readonly code: string; readonly count: number; readonly message: string }[]
  /** Only there when something could not be read. */
  readonly problems?: readonly Problem[]
}

interface Read {
  readonly files: readonly { readonly name: string }[]
  readonly rejectedByReason: readonly { readonly reason: string; readonly count: number }[]
  readonly rejects: readonly Reject[]
  readonly notes: readonly Note[]
}

export function rejectedOf({ rejectedByReason }: Pick<Read, 'rejectedByReason'>): ReadingDocument['rejected'] {
  // `__proto__` cannot be among the reasons: they are this program's own words.
  return Object.fromEntries(rejectedByReason.map(({ reason, count }) => [reason, count]))
}

/** What stands at the end of a document. */
export function readingEnd({ files, rejects, notes }: Read, problems: readonly Problem[]): Omit<ReadingDocument, 'rejected'> {
  return {
    rejects: rejects.map(({ file, line, byte, field, reason }) => ({ file: files[file]?.name ?? '', line, byte, field, reason })),
    notes: notes.map(({ code, count, message }) => ({ code, count, message })),
    ...(problems.length > 0 ? { problems } : {}),
  }
}

/** ISO 8601 in UTC with milliseconds. */
export function isoTime(time: number | null): string | null {
  return time === null ? null : new Date(time).toISOString()
}
