/** Names of the months in English, German, French, Spanish, Portuguese, Italian and Dutch, without accents, and short forms of other than three letters or that do not begin them. */
const NAMES: readonly (readonly string[])[] = [
  'january januar janvier enero janeiro gennaio januari janv',
  'february februar fevrier febrero fevereiro febbraio februari fevr',
  'march marz mars marzo marco maart mrz mrt',
  'april avril abril aprile',
  'may mai mayo maio maggio mei',
  'june juni juin junio junho giugno',
  'july juli juillet julio julho luglio juil',
  'august aout agosto augustus',
  'september septembre septiembre setembro settembre sept',
  'october oktober octobre octubre outubro ottobre',
  'november novembre noviembre novembro',
  'december dezember decembre diciembre dezembro dicembre',
].map(names => names.split(' '))

const SHORT_LETTERS = 3

/** Month from 1 of a name, or of its first three letters where they begin one month only; 0 when it is none. `name` is in small letters without accents. */
export function monthNamed(name: string): number {
  const isNamed = (full: string): boolean => full === name || (name.length === SHORT_LETTERS && full.startsWith(name))
  const months = NAMES.flatMap((names, month) => (names.some(isNamed) ? [month + 1] : []))
  return months.length === 1 ? (months[0] ?? 0) : 0
}
