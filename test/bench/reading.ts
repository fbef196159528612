/** One of the best customers, as every contestant must find it. */
export interface TopCustomer {
  readonly id: string
  /** 1/10,000 of a dollar. */
  readonly spendUnits: number
  readonly ltv: number
}

/** What a contestant makes of a file. */
export interface Reading {
  /** Null from those that hand over the bytes and look at none. */
  readonly top: readonly TopCustomer[] | null
  readonly events: number | null
  /** Bytes that passed: of the file, or unpacked. Checked of those that count nothing else. */
  readonly bytes?: number
}

export const TOP = 10

/** The original definition: 52 × spend per week × 10 years, exactly as much as its order of operations gives. */
export const ltvOf = (spendUnits: number, weeks: number): number => (52 * 10 * spendUnits) / 10_000 / weeks

/** Weeks begin on Sunday; 1 January 1970 was a Thursday. */
export const weekOf = (time: number): number => Math.floor((Math.floor(time / 86_400_000) + 4) / 7)
