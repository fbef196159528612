import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import app from '../../vite.config.ts'

/** The app's own way of building, and none of its test projects: a ClickHouse of half a gigabyte is not for every run. */
export default defineConfig({
  ...app,
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: {
    name: 'engine',
    environment: 'node',
    include: ['test/engine/**/*.test.ts'],
    // Each file starts servers of its own.
    maxWorkers: 1,
    // A limit for what hangs, not a measure of speed.
    testTimeout: 900_000,
    hookTimeout: 300_000,
  },
})
