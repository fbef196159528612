import { DuckDBInstance } from '@duckdb/node-api'
import { readingOf, topQuery } from '../query.ts'

/* A process of its own, so that its memory is its own: `node --import tsx duckdb-native.ts FILE` prints a reading with its time and memory. */

const [path = ''] = process.argv.slice(2)
const instance = await DuckDBInstance.create(':memory:', { threads: '2' })
const connection = await instance.connect()
const idleBytes = process.memoryUsage.rss()
const start = performance.now()
const result = await connection.runAndReadAll(topQuery(path))
const reading = readingOf(result.getRows())
const milliseconds = performance.now() - start
const heldBytes = process.memoryUsage.rss() - idleBytes
const peakBytes = process.resourceUsage().maxRSS * 1024 - idleBytes
console.log(JSON.stringify({ ...reading, milliseconds, peakBytes, heldBytes }))
