/** A name as ClickHouse takes it, whatever is in it. The one function that puts names of tables and columns into SQL. */
export function quotedName(name: string): string {
  return `\`${name.replaceAll('\\', '\\\\').replaceAll('`', '\\`')}\``
}

/** A constant text of our own. What readers type is never put into SQL: it goes beside it, as a bound parameter. */
export function quotedText(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
}
