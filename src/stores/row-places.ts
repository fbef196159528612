import { grownFloat64, grownUint16, grownUint32, nextCapacity } from '../base/columns.ts'

/** A run ends after so many rows, so that looking a row up adds few distances. */
const LONGEST_RUN = 1_024
const LONGEST_DISTANCE = 0xffff

/**
 * Where rows were read: places (see base/places.ts) and lines. Rows mostly stand one behind the other, each on the next line, so only the distance to the row before
 * is kept, in 2 bytes; where it is anything else a new run begins, which costs 16. A million rows of a table cost 2 MB instead of 12.
 */
export class RowPlaces {
  private distances: Uint16Array<ArrayBuffer>
  private length: number
  /** Of each run its first row, and the place and line of that. */
  private firstRows: Uint32Array<ArrayBuffer>
  private runPlaces: Float64Array<ArrayBuffer>
  private runLines: Uint32Array<ArrayBuffer>
  private runs: number
  /** Rows that have been read once more, further in front. */
  private readonly moved = new Map<number, RowPlace>()
  private lastPlace = 0
  private lastLine = 0
  private lastFirst = 0
  /** The run that was looked into last, and the row that was asked for last: rows are mostly asked for in turn. */
  private cursor = 0
  private readonly told = { row: -1, place: 0 }

  constructor(parts?: RowPlacesParts) {
    this.distances = parts?.distances ?? new Uint16Array()
    this.firstRows = parts?.firstRows ?? new Uint32Array()
    this.runPlaces = parts?.runPlaces ?? new Float64Array()
    this.runLines = parts?.runLines ?? new Uint32Array()
    this.length = this.distances.length
    this.runs = this.firstRows.length
    // Whatever follows begins a run.
    this.lastFirst = -LONGEST_RUN
  }

  /** The next row. */
  add(place: number, line: number): void {
    const row = this.length
    const distance = place - this.lastPlace
    if (row >= this.distances.length) this.distances = grownUint16(this.distances, nextCapacity(this.distances.length, row + 1))
    const follows = distance > 0 && distance <= LONGEST_DISTANCE && line === this.lastLine + 1 && row - this.lastFirst < LONGEST_RUN
    if (follows) this.distances[row] = distance
    else this.beginRun(row, place, line)
    this.lastPlace = place
    this.lastLine = line
    this.length = row + 1
  }

  /** A row is said to be somewhere else. */
  move(row: number, place: number, line: number): void {
    this.moved.set(row, { place, line })
  }

  /** Place and line of a row. Cost: some ns where rows are asked for in turn, otherwise about a µs. */
  at(row: number): RowPlace {
    const moved = this.moved.get(row)
    if (moved !== undefined) return moved
    const run = this.runOf(row)
    const first = this.firstRows[run] ?? 0
    const { told } = this
    const goesOn = told.row >= first && told.row <= row
    let place = goesOn ? told.place : (this.runPlaces[run] ?? 0)
    for (let next = (goesOn ? told.row : first) + 1; next <= row; next += 1) place += this.distances[next] ?? 0
    told.row = row
    told.place = place
    return { place, line: (this.runLines[run] ?? 0) + row - first }
  }

  /** A place in the same file as the row's, for less than the row's own. */
  near(row: number): number {
    const moved = this.moved.size === 0 ? undefined : this.moved.get(row)
    return moved === undefined ? (this.runPlaces[this.runOf(row)] ?? 0) : moved.place
  }

  /** The row behind those from this one on that are known to be in its file. */
  sameFileUntil(row: number): number {
    if (this.moved.size > 0) return row + 1
    const run = this.runOf(row)
    return run + 1 < this.runs ? (this.firstRows[run + 1] ?? 0) : this.length
  }

  /** A copy in storage of its own. Cost: that of the columns, as long as no row was moved. */
  parts(): RowPlacesParts {
    if (this.moved.size > 0) return this.settled().parts()
    return {
      distances: this.distances.slice(0, this.length),
      firstRows: this.firstRows.slice(0, this.runs),
      runPlaces: this.runPlaces.slice(0, this.runs),
      runLines: this.runLines.slice(0, this.runs),
    }
  }

  private settled(): RowPlaces {
    const places = new RowPlaces()
    for (let row = 0; row < this.length; row += 1) {
      const { place, line } = this.at(row)
      places.add(place, line)
    }
    return places
  }

  private beginRun(row: number, place: number, line: number): void {
    const run = this.runs
    if (run >= this.firstRows.length) {
      const capacity = nextCapacity(this.firstRows.length, run + 1)
      this.firstRows = grownUint32(this.firstRows, capacity)
      this.runPlaces = grownFloat64(this.runPlaces, capacity)
      this.runLines = grownUint32(this.runLines, capacity)
    }
    this.firstRows[run] = row
    this.runPlaces[run] = place
    this.runLines[run] = line
    this.runs = run + 1
    this.lastFirst = row
  }

  private runOf(row: number): number {
    const { firstRows, runs, cursor } = this
    if ((firstRows[cursor] ?? 0) <= row) {
      if (cursor + 1 >= runs || row < (firstRows[cursor + 1] ?? 0)) return cursor
      if (cursor + 2 >= runs || row < (firstRows[cursor + 2] ?? 0)) return this.found(cursor + 1)
    }
    let low = 0
    let high = runs
    while (high - low > 1) {
      const middle = (low + high) >>> 1
      if ((firstRows[middle] ?? 0) <= row) low = middle
      else high = middle
    }
    return this.found(low)
  }

  private found(run: number): number {
    this.cursor = run
    return run
  }
}

export interface RowPlace {
  /** See base/places.ts. */
  readonly place: number
  readonly line: number
}

/** What RowPlaces consist of. */
export interface RowPlacesParts {
  readonly distances: Uint16Array<ArrayBuffer>
  readonly firstRows: Uint32Array<ArrayBuffer>
  readonly runPlaces: Float64Array<ArrayBuffer>
  readonly runLines: Uint32Array<ArrayBuffer>
}
