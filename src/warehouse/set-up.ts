/** Names that the statements are written with. */
export interface SetUpNames {
  readonly database: string
  readonly table: string
  /** As in the server's `remote_servers`; null for a single server. */
  readonly cluster: string | null
  /** The user that the page is to sign in as. */
  readonly user: string
  /** Where the page is served from, for CORS: “https://worthwhile.example”. */
  readonly pageOrigin: string
}

/** Something to copy, with what it is for. */
export interface SetUpText {
  readonly title: string
  readonly purpose: string
  readonly language: 'sql' | 'xml'
  readonly text: string
}

/** What `setUpTexts` at the door is: statements for a new table, for a user that only reads, for the rollup, and for a table of raw JSON. */
export type SetUpTexts = (names: SetUpNames) => readonly SetUpText[]
