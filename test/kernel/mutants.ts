/** A stream of numbers from 0 to 1 that is the same for the same seed. */
export type Random = () => number

export function pick<T>(random: Random, things: readonly T[]): T {
  const thing = things[Math.floor(random() * things.length)]
  if (thing === undefined) throw new Error('nothing to pick from')
  return thing
}

export const CUSTOMERS = [
  '"96f55c7d8f42"',
  '"a"',
  '"b"',
  '"Zoë"',
  '"é"',
  '" a"',
  '"a\\t"',
  '"\\u0061"',
  '"007"',
  '7',
  '-7',
  '-0',
  '1.0',
  '12345678901234567890',
  '"😀"',
  '"\u00a0a"',
  '"x y"',
]
export const KEYS = ['"o1"', '"o2"', '"o3"', '"page"', '"ö3"', '1', '2.5', '1e2', 'true', '""', '"o1 "', '"__proto__"']
export const TIMES = [
  '"2017-01-06T12:55:55.555Z"',
  '"2017-01-06T12:46:46.384Z"',
  '"2017-01-06"',
  '"2017-1-6 1:02"',
  '"2017-01-06:12:46.384Z"',
  '"2016-02-29T23:59:59,999999+05:30"',
  '"2017-02-29"',
  '"2017-01-06T24:00:00Z"',
  '"0001-01-01"',
  '"9999-12-31T23:59:59.999-2359"',
  '"2017-01-06T12:5"',
  '" 2017-01-06"',
  '1483707355555',
  '"2017-01-06T12:46.38"',
  'null',
]
export const AMOUNTS = [
  '"12.34 USD"',
  '"12.34"',
  '"$5"',
  '"-12.3456 EUR"',
  '"1,234.56 USD"',
  '12.34',
  '-3',
  '0',
  '"0.00005"',
  '"USD 7"',
  '"7 usd"',
  '"7  USD"',
  '"12.3 XXQ"',
  '1e2',
  '999999999.9999',
  '"1000000000"',
  '-0.0',
  '0.1',
  '"+5 GBP"',
  '"€7"',
  '""',
  '[]',
]
export const TEXTS = [
  '"Smith"',
  '"Müller"',
  '"  "',
  '""',
  'null',
  '5',
  '-5',
  '1.5',
  '"a\\u00e9"',
  '"\uffff"',
  '"😀"',
  '" x "',
  'false',
  '12345678901234567890',
]
const EXTRAS = [
  '"tags": [{"some key": "some value"}]',
  '"tags": {}',
  '"tags":[]',
  '"x": "\\ud800"',
  '"x": [1, 2.5e-3, {"y": [null, true]}]',
  '"\\u0074ype": "ORDER"',
  '"verb": "NEW"',
  '"__proto__": 1',
  '"key": "again"',
  '"n": -0.5E+10',
  '"": ""',
]

/** One record of an event, good or a little odd: fields in any order, with any white space. */
export function record(random: Random, space: string): string {
  const type = pick(random, ['CUSTOMER', 'SITE_VISIT', 'IMAGE', 'ORDER', 'ORDER', 'ORDER'])
  const plain = random() < 0.7
  const one = (things: readonly string[]): string => (plain ? (things[Math.floor(random() * 2)] ?? '') : pick(random, things))
  const fields = [
    `"type": "${plain ? type : pick(random, [type, type.toLowerCase(), ` ${type}`, 'SALE'])}"`,
    `"verb": "${plain ? (type === 'IMAGE' ? 'UPLOAD' : type === 'SITE_VISIT' ? 'NEW' : pick(random, ['NEW', 'UPDATE'])) : pick(random, ['NEW', 'UPDATE', 'UPLOAD', 'new', 'X'])}"`,
    `"key": ${one(type === 'CUSTOMER' ? CUSTOMERS : KEYS)}`,
    `"event_time": ${one(TIMES)}`,
  ]
  if (type !== 'CUSTOMER') fields.push(`"customer_id": ${one(CUSTOMERS)}`)
  if (type === 'ORDER') fields.push(`"total_amount": ${one(AMOUNTS)}`)
  if (type === 'CUSTOMER')
    for (const name of ['last_name', 'adr_city', 'adr_state']) if (random() < 0.8) fields.push(`"${name}": ${one(TEXTS)}`)
  if (type === 'IMAGE') for (const name of ['camera_make', 'camera_model']) if (random() < 0.8) fields.push(`"${name}": ${one(TEXTS)}`)
  if (random() < 0.3) fields.push(pick(random, EXTRAS))
  if (random() < 0.3) fields.push(...fields.splice(0, Math.floor(random() * fields.length)))
  return `{${space}${fields.join(`,${space || ' '}`)}${space}}`
}

/** A small text of events in one of the containers. */
export function eventsText(random: Random, most = 8): string {
  const lineEnd = pick(random, ['\n', '\n', '\r\n', '\r'])
  const records = Array.from({ length: 1 + Math.floor(random() * most) }, () => record(random, random() < 0.1 ? `${lineEnd}  ` : ''))
  switch (Math.floor(random() * 6)) {
    case 0:
      return `[${records.join(`,${lineEnd}`)}]`
    case 1:
      return `[${lineEnd}${records.join(', ')}${lineEnd}]${lineEnd}`
    case 2:
      return records.map(each => `[${each}]`).join(lineEnd)
    case 3:
      return `{"events": [${records.join(',')}], "more": 1}`
    case 4:
      return records.join(pick(random, [',', ' ', `,${lineEnd}`, '\0\n']))
    default:
      return records.map(each => each + lineEnd).join('')
  }
}

const INSERTS = [
  '"',
  '\\',
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '\n',
  '\r',
  ' ',
  '\t',
  '\0',
  '0',
  '-',
  '.',
  'e',
  'null',
  '\\u12',
  '\ufeff',
  '//',
  "'",
].map(text => Buffer.from(text))

/** One to `most` changes: bits turned, pieces cut, doubled, or put in from elsewhere. */
export function mutate(random: Random, original: Uint8Array, others: readonly Uint8Array[], most = 4): Uint8Array<ArrayBuffer> {
  let bytes = Buffer.from(original)
  const place = (): number => Math.floor(random() * (bytes.length + 1))
  for (let changes = 1 + Math.floor(random() * most); changes > 0; changes--) {
    const at = place()
    const end = Math.min(bytes.length, at + 1 + Math.floor(random() ** 3 * 60))
    switch (Math.floor(random() * 6)) {
      case 0:
        if (at < bytes.length) bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(random() * 8))
        break
      case 1:
        if (at < bytes.length) bytes[at] = Math.floor(random() * 256)
        break
      case 2:
        bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(end)])
        break
      case 3:
        bytes = Buffer.concat([bytes.subarray(0, end), bytes.subarray(at)])
        break
      case 4:
        bytes = Buffer.concat([bytes.subarray(0, at), pick(random, INSERTS), bytes.subarray(at)])
        break
      default: {
        const other = pick(random, others)
        const from = Math.floor(random() * other.length)
        bytes = Buffer.concat([bytes.subarray(0, at), other.subarray(from, from + 1 + Math.floor(random() * 80)), bytes.subarray(at)])
      }
    }
  }
  return new Uint8Array(bytes)
}
