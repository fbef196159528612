import type { CustomerDetail, CustomerDirectory, CustomerEvent, FileSummary } from '../../ltv/results.ts'
import { idOf } from '../result/customer-finder.ts'
import { whatOf } from '../result/event-words.ts'
import { textAt } from '../result/text-column.ts'

/** How a report speaks of people, and of all that could lead to them. */
export interface Persons {
  /** The id of a customer or what stands for it. */
  id(customer: number): string
  /** “City, ST”; blank when unknown or not told. */
  place(customer: number): string
  lastName(detail: CustomerDetail): string
  /** The id of an order, page, image or customer. */
  key(event: CustomerEvent, customer: number): string
  what(event: CustomerEvent): string
  file(name: string): string
  /** A sentence that may name files. */
  sentence(text: string): string
  readonly arePseudonyms: boolean
  readonly hasPlaces: boolean
}

/** Everything as it was read. */
export function personsAsTheyAre(directory: CustomerDirectory): Persons {
  const same = (text: string): string => text
  return {
    id: customer => idOf(directory, customer),
    place: customer => placeOf(directory, customer),
    lastName: detail => detail.lastName,
    key: event => event.key,
    what: whatOf,
    file: same,
    sentence: same,
    arePseudonyms: false,
    hasPlaces: true,
  }
}

/**
 * Nobody by name: ids are pseudonyms; last names, ids of orders, pages and images, cameras and what customer records say are left out; files go
 * by number, since people name files after customers. Places only where they are wanted: a small town and a sum can be one person.
 */
export function personsBehindPseudonyms(
  directory: CustomerDirectory,
  files: readonly FileSummary[],
  pseudonyms: ReadonlyMap<number, string>,
  withPlaces: boolean,
): Persons {
  const numbers = new Map(files.map(({ name }, index) => [name, `file ${index + 1}`]))
  // Longer names first: “a.csv” may be a part of “data.csv”.
  const names = [...numbers.keys()].filter(name => name !== '').sort((a, b) => b.length - a.length || (a < b ? -1 : 1))
  const id = (customer: number): string => {
    const pseudonym = pseudonyms.get(customer)
    if (pseudonym === undefined) throw new Error(`customer ${customer} of the report has no pseudonym`)
    return pseudonym
  }
  return {
    id,
    place: customer => (withPlaces ? placeOf(directory, customer) : ''),
    lastName: () => '',
    key: (event, customer) => (event.type === 'CUSTOMER' ? id(customer) : ''),
    what: event => (event.amountUnits === null ? '' : whatOf(event)),
    file: name => numbers.get(name) ?? 'a file',
    sentence: text => names.reduce((said, name) => said.replaceAll(name, numbers.get(name) ?? 'a file'), text),
    arePseudonyms: true,
    hasPlaces: withPlaces,
  }
}

function placeOf(directory: CustomerDirectory, customer: number): string {
  return textAt(directory.places, directory.place[customer] ?? 0)
}
