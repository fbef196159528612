import { parseArgs } from 'node:util'
import { DEFAULT_DEFINITION, type Definition, WEEK_STARTS, WEEKS_RULES } from '../ltv/definition.ts'

/** What a command line asks for. */
export type Command =
  | {
      readonly kind: 'report'
      readonly paths: readonly string[]
      readonly x: number
      readonly definition: Definition
      readonly out: string | null
    }
  | { readonly kind: 'help' }
  | { readonly kind: 'wrong'; readonly message: string }

export const USAGE = `Usage: npm run -s ltv -- FILE… [options]

Reads files of customer events (JSON, NDJSON, CSV, TSV; plain, gzip, zstd or zip), or of weeks of customers that were added up elsewhere (CSV, Parquet), and prints
who the best customers are, as one JSON document.
Of three tables with devices, stores and transactions it prints how the stores perform instead.
A folder stands for all files in it, except hidden ones (names that begin with a dot or ~$).

Options:
  --x NUMBER             how many customers to list, or stores and products (default 10)
  --weeks RULE           what spend is divided by (default dataset):
                           dataset        calendar weeks from the first to the last event of the whole data set
                           customer       calendar weeks from the customer's own first to last event
                           active         calendar weeks in which the customer has any event
                           elapsed        the customer's last minus first event in days ÷ 7, at least 1
                           dataset-years  as dataset, but year by year and added up
  --week-start DAY       sunday (default) or monday
  --out FILE             write the document there instead of to standard output
  --help                 print this

Exit status: 0 when all files were read, whatever was rejected in them; 1 when a file could not be read at all or one of the three tables is missing; 2 when the command line is wrong.
`

/** Reads the arguments after the program's name. Never throws: a wrong command line is an answer too. */
export function parseCommandLine(words: readonly string[]): Command {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        x: { type: 'string', default: '10' },
        weeks: { type: 'string', default: DEFAULT_DEFINITION.weeksRule },
        'week-start': { type: 'string', default: DEFAULT_DEFINITION.weekStart },
        out: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    })
    if (values.help) return { kind: 'help' }
    if (positionals.length === 0) return { kind: 'wrong', message: 'No file is named.' }
    const weeksRule = WEEKS_RULES.find(rule => rule === values.weeks)
    if (weeksRule === undefined) return wrongValue('--weeks', values.weeks, WEEKS_RULES.join(', '))
    const weekStart = WEEK_STARTS.find(day => day === values['week-start'])
    if (weekStart === undefined) return wrongValue('--week-start', values['week-start'], WEEK_STARTS.join(', '))
    const x = Number(values.x)
    if (!/^\d+$/.test(values.x) || !Number.isSafeInteger(x)) return wrongValue('--x', values.x, 'a whole number from 0')
    if (values.out === '') return wrongValue('--out', '', 'the name of a file')
    return { kind: 'report', paths: positionals, x, definition: { ...DEFAULT_DEFINITION, weeksRule, weekStart }, out: values.out ?? null }
  } catch (error) {
    // parseArgs throws for unknown options and missing values, with a message made for people.
    if (error instanceof TypeError) return { kind: 'wrong', message: error.message }
    throw error
  }
}

function wrongValue(option: string, value: string, expected: string): Command {
  return { kind: 'wrong', message: `${option} “${value}” is not known (expected: ${expected}).` }
}
