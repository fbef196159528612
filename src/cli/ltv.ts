import { writeFile } from 'node:fs/promises'
import type { Problem } from '../base/problems.ts'
import { NO_CHOICES } from '../clv/table-choices.ts'
import type { InputFile } from '../intake/byte-source.ts'
import { unpackByLibrary } from '../intake/unpack-library.ts'
import { weekLimits } from '../ltv/index.ts'
import { unanswerable } from '../ltv/week-limits.ts'
import { FileReading, type ReadingListener } from '../worker/file-reading.ts'
import { type Command, parseCommandLine, USAGE } from './command-line.ts'
import { openInputs } from './input-files.ts'
import { reportDocument } from './report-document.ts'
import { storesDocument } from './stores-document.ts'

/** The report without a page: `npm run -s ltv -- FILE…`. Gives the same figures as the app, by the same code. */
async function main(words: readonly string[]): Promise<number> {
  const command = parseCommandLine(words)
  switch (command.kind) {
    case 'help':
      process.stdout.write(USAGE)
      return 0
    case 'wrong':
      process.stderr.write(`${command.message}\n\n${USAGE}`)
      return 2
    case 'report':
      return report(command)
    default:
      return command satisfies never
  }
}

// A command line says nothing while it reads.
const SILENT: ReadingListener = { progress() {}, soFar() {} }

async function report({ paths, x, definition, out }: Extract<Command, { kind: 'report' }>): Promise<number> {
  const files: InputFile[] = []
  const problems: Problem[] = []
  for (const input of await openInputs(paths)) {
    if ('file' in input) files.push(input.file)
    else problems.push(input.problem)
  }
  const unopened = problems.length
  const read = await new FileReading(files, definition, () => performance.now(), SILENT, null, null, NO_CHOICES, unpackByLibrary).run()
  const { data, unread } = read
  problems.push(...read.problems)
  for (const { file, message, wayOut } of problems) process.stderr.write(`${file === null ? '' : `${file}: `}${message} ${wayOut}\n`)

  const missing = data?.report === 'stores' ? data.counts().missing : []
  if (missing.length > 0)
    process.stderr.write(`The questions about stores need ${missing.join(' and ')} as well. Name the files of all three tables.\n`)
  const failed = unopened > 0 || unread.length > 0 || missing.length > 0
  // Nothing to report on: the messages have said why.
  if (unread.length === files.length || data === null) return 1
  const limits = data.report === 'customers' ? weekLimits(data.dataset) : null
  const whyNot = limits === null ? null : unanswerable(limits, definition)
  if (whyNot !== null) {
    process.stderr.write(`${whyNot}\n`)
    return 1
  }
  const document = data.report === 'stores' ? storesDocument(data, x, problems) : reportDocument(data, definition, x, problems)
  const text = `${JSON.stringify(document, null, 2)}\n`
  if (out === null) process.stdout.write(text)
  else if (!(await written(out, text))) return 1
  return failed ? 1 : 0
}

async function written(path: string, text: string): Promise<boolean> {
  try {
    await writeFile(path, text)
    return true
  } catch (error) {
    process.stderr.write(`${path} cannot be written (${String(error)}). Name another file with --out.\n`)
    return false
  }
}

// Whoever reads the output may stop early, as `head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})
process.exitCode = await main(process.argv.slice(2))
