/**
 * A JSON number that a double cannot hold digit for digit, kept as it was written
 * (for example the id 12345678901234567890). Readers hand it over in the place of a number.
 */
export class ExactNumber {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}
