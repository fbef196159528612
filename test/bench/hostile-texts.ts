import { crowdedIds } from './crowded-ids.ts'

/** A kind of text that makes careless readers slow. */
export interface HostileText {
  readonly what: string
  /** One of about `bytes` bytes. */
  make(bytes: number): string
}

const EVENT = '{"type":"SITE_VISIT","verb":"NEW","key":"p","event_time":"2017-01-01","customer_id":"a"'
const ORDER = '{"type":"ORDER","verb":"NEW","event_time":"2017-01-01","customer_id":"a"'
const TABLE = 'type,verb,key,event_time,customer_id,x\n'
const ROW = 'SITE_VISIT,NEW,p,2017-01-01,a,'

const text = (what: string, make: (bytes: number) => string): HostileText => ({ what, make })

/** The same again and again. */
const filled = (piece: string, bytes: number): string => piece.repeat(bytes / piece.length)

/** Pieces that differ by their number, each about as long as the first. */
const counted = (piece: (number: number) => string, bytes: number): string =>
  Array.from({ length: bytes / (piece(0).length + 5) }, (_, number) => piece(number)).join('')

/** Four times the bytes should take four times as long, whatever they are. */
export const HOSTILE_TEXTS: readonly HostileText[] = [
  text('one long line of records', bytes => filled(`${EVENT}},`, bytes)),
  text('one record with a long text', bytes => `${EVENT},"x":"${'a'.repeat(bytes)}"}\n`),
  text('one record with millions of escapes', bytes => `${EVENT},"x":"${filled('\\n', bytes)}"}\n`),
  text('one record with millions of escaped quotes', bytes => `${EVENT},"x":"${filled('\\"', bytes)}"}\n`),
  text('a record broken by millions of quotes', bytes => `${EVENT},"x":${'"'.repeat(bytes)}}\n`),
  text('a quote that is never closed', bytes => `${EVENT},"x":"${'a'.repeat(bytes)}`),
  text('quotes that are not closed, in an array on one line', bytes => `[${filled(`${EVENT},"x":"},`, bytes)}]`),
  text('millions of opening brackets', bytes => `${EVENT},"x":${'['.repeat(bytes)}`),
  text('records nested 200 deep', bytes => filled(`${EVENT},"x":${'['.repeat(200)}${']'.repeat(200)}}\n`, bytes)),
  text('records that are nested too deep', bytes => filled(`${EVENT},"x":${'['.repeat(300)}${']'.repeat(300)}}\n`, bytes)),
  text('one record with a name again and again', bytes => `${EVENT}${filled(',"key":"k"', bytes)}}\n`),
  text('one number of millions of digits', bytes => `${EVENT},"total_amount":${'1'.repeat(bytes)}}\n`),
  text('records that are all rejects', bytes => filled('{"type":"x"}\n', bytes)),
  text('rejects in an array on one line', bytes => `[${filled('{"type":"x"},', bytes)}{}]`),
  text('rejects between carriage returns', bytes => filled('{"type":"x"}\r', bytes)),
  text('lines that are no records', bytes => filled('x\n', bytes)),
  text('records that break at their last byte', bytes => filled(`${EVENT},"x":"${'a'.repeat(1_000)}"]\n`, bytes)),
  text('records behind which something stands', bytes => filled(`${EVENT}}x\n`, bytes)),
  text('plain rows between rows that are not', bytes => TABLE + filled(`${ROW}\nSALE,NEW,p,2017-01-01,a,\n`, bytes)),
  text('one row with a long cell', bytes => `${TABLE}${ROW}${'a'.repeat(bytes)}\n`),
  text('one row with a quote that is not closed', bytes => `${TABLE}${ROW}"${filled('a\n', bytes)}`),
  text('rows in which a quote is not closed', bytes => TABLE + filled(`${ROW}"${'a'.repeat(1_000)}\n`, bytes)),
  text('one customer with ever new orders', bytes => counted(number => `${ORDER},"total_amount":1,"key":"${number}"}\n`, bytes)),
  text('ever new versions of one order', bytes => counted(number => `${ORDER},"key":"o","total_amount":${number}}\n`, bytes)),
  text('one customer with ever new pages', bytes => counted(number => `${EVENT},"key":"${number}"}\n`, bytes)),
]

/** Of these a few MiB tell nothing: the first goes another way when it is longer than a chunk, and the ids of the second take seconds to find (each comes eight times). */
const LARGE_HOSTILE_TEXTS: readonly HostileText[] = [
  text('one record with ever new names', bytes => `${EVENT}${counted(number => `,"${number}":1`, bytes)}}\n`),
  text('ids that crowd one place of an index', bytes => {
    const records = crowdedIds(Math.ceil(bytes / 1_000)).map(id => `${EVENT},"customer_id":"${id}"}\n`)
    return filled(records.join(''), bytes)
  }),
]

export const ALL_HOSTILE_TEXTS: readonly HostileText[] = [...HOSTILE_TEXTS, ...LARGE_HOSTILE_TEXTS]
