import { htmlText } from './cells.ts'
import { fileNameOf, longFileName } from './file-names.ts'
import { piecesOf } from './pieces.ts'
import { plainNumber } from './plain-number.ts'
import { type PredictionTable, predictionBasis, predictionDocument, predictionTotal } from './prediction-formats.ts'
import { textAt } from './texts.ts'
import { ZipPieces } from './zip-pieces.ts'

/** Files that are added in one go: about a millisecond of work. */
const FILES_PER_PIECE = 50

/**
 * A folder for any static host, as a zip: `predictions/<customer id>` is that customer's JSON document, and everything else is not found.
 *
 * @param told is told the share of customers that has been written, from 0 to 1
 * @throws RangeError beyond 4 GiB, which some four million customers make
 */
export function* staticApi(
  table: PredictionTable,
  told: (share: number) => void = () => {},
): Generator<Uint8Array<ArrayBuffer>, void, undefined> {
  const { prediction, directory } = table
  const names = new Names()
  const zip = new ZipPieces()
  const basis = JSON.stringify(predictionBasis(table))
  for (let buyer = 0; buyer < prediction.buyers; buyer += 1) {
    const customer = prediction.customer[buyer] ?? 0
    zip.add(`predictions/${names.add(customer, textAt(directory.ids, customer))}`, predictionDocument(table, buyer, basis))
    if (buyer % FILES_PER_PIECE !== 0) continue
    told(buyer / prediction.buyers)
    yield* zip.take()
  }
  for (const _ of zip.addPacked('index.json', index(table, names))) yield* zip.take()
  zip.add('404.html', NOT_FOUND)
  zip.add('_headers', HEADERS)
  zip.add('README.txt', readme(table, names))
  zip.end()
  yield* zip.take()
}

/** The names that were given to customers' files. */
class Names {
  /** Numbers of those whose ids are too long for a name, by customer. */
  readonly #long = new Map<number, number>()
  readonly #lowerCase = new Set<string>()
  /** Files whose name is not the id. */
  renamed = 0
  /** Files whose names differ from another's by capitals only. */
  alike = 0

  add(customer: number, id: string): string {
    const plain = fileNameOf(id)
    if (plain === null) this.#long.set(customer, this.#long.size + 1)
    const name = plain ?? this.of(customer, id)
    if (name !== id) this.renamed += 1
    const lowerCase = name.toLowerCase()
    if (this.#lowerCase.has(lowerCase)) this.alike += 1
    this.#lowerCase.add(lowerCase)
    return name
  }

  of(customer: number, id: string): string {
    const number = this.#long.get(customer)
    return number === undefined ? (fileNameOf(id) ?? id) : longFileName(id, number)
  }
}

function* index(table: PredictionTable, names: Names): Generator<string, void, undefined> {
  const { prediction, directory } = table
  const head = { definition: predictionBasis(table), total: predictionTotal(table), rows: prediction.buyers }
  yield `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "customers": [`
  yield* piecesOf(prediction.buyers, buyer => {
    const customer = prediction.customer[buyer] ?? 0
    const id = textAt(directory.ids, customer)
    const value = plainNumber(prediction.predictedClv[buyer] ?? 0)
    const address = `predictions/${encodeURIComponent(names.of(customer, id))}`
    return `${buyer === 0 ? '' : ','}\n    {"customer_id":${JSON.stringify(id)},"predicted_clv":${value},"address":${JSON.stringify(address)}}`
  })
  yield `${prediction.buyers === 0 ? '' : '\n  '}]\n}\n`
}

/** Hosts that know this file (Netlify, Cloudflare Pages) take the type of the documents, which have no ending, from it. */
const HEADERS = '/predictions/*\n  Content-Type: application/json; charset=utf-8\n'

const NOT_FOUND = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Not found</title>
<h1>Not found</h1>
<p>${htmlText('There is no prediction at this address. Customer ids are matched exactly; index.json lists all of them with their addresses.')}</p>
</html>
`

function readme(table: PredictionTable, names: Names): string {
  const { model, as_of, currency } = predictionBasis(table)
  const { buyers } = table.prediction
  return `Predicted value of ${buyers} customers, for any static host
(model ${model}, as of ${as_of ?? 'the last day of the data'}, amounts in ${currency})

  predictions/<customer id>   one customer's prediction as a JSON document
  index.json                  the terms, the total, and all customers with value and address
  404.html                    what most hosts answer with status 404 to any other address
  _headers                    tells Netlify and Cloudflare Pages that the documents are JSON

To host it, unpack it and put the folder anywhere on a static host. To try it out: npx serve, or python3 -m http.server, in this folder.
Everybody who can reach the host can read it: the documents hold what customers spent. Put it where only those can who may.

Documents have no ending. Where the host does not read _headers, say that they are JSON; for nginx:
  location /predictions/ { default_type application/json; }

Addresses: predictions/ and the id, percent-encoded, as encodeURIComponent does it: “a b” is at predictions/a%20b.
Some ids cannot be names of files on every system. In the names of their files the characters % / \\ < > : " | ? * and control characters stand as %XX,
and so does a point at the beginning or the end, and the first letter of names that Windows keeps for devices (con, nul, …). In an address such a
percent sign is itself encoded: “a/b” is the file predictions/a%2Fb at the address predictions/a%252Fb. Ids longer than 200 bytes are cut and numbered.
index.json has the address of each. Here, the names of ${names.renamed} files differ from their ids.

Ids may differ by capitals only. Of such, Windows and macOS keep one file: unpack on a system that tells capitals apart. Here, ${names.alike} do.
`
}
