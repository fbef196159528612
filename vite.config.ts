import { createRequire } from 'node:module'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import { contentSecurityPolicy, WAREHOUSE_PAGE } from './src/build/content-security-policy.ts'
import { carriesData, hostedData } from './src/build/hosted-data.ts'
import { offline } from './src/build/offline.ts'
import { oneFile } from './src/build/one-file.ts'
import { program } from './src/build/program.ts'
import { workerText } from './src/build/worker-text.ts'

const { version } = createRequire(import.meta.url)('./package.json') as { version: string }

export default defineConfig({
  // Relative addresses throughout, so that the built folder works under any path of any host.
  base: './',
  define: { __WORTHWHILE_VERSION__: JSON.stringify(version) },
  plugins: [workerText(), program(), hostedData(), react(), contentSecurityPolicy(), offline, oneFile()],
  build: {
    // The polyfill uses fetch, which the page forbids itself.
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 600,
    // A copy that carries data has no page that may connect to anything.
    rolldownOptions: { input: carriesData() ? ['index.html'] : ['index.html', WAREHOUSE_PAGE] },
  },
  test: {
    // A limit for what hangs, not a measure of speed: properties run for seconds where the machine is busy. Speed is the bench's business.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'core',
          environment: 'node',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: ['test/{ui,browser,engine}/**'],
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'ui',
          environment: 'jsdom',
          include: ['test/ui/**/*.test.{ts,tsx}'],
          setupFiles: ['test/support/jsdom-setup.ts'],
          css: { modules: { classNameStrategy: 'non-scoped' } },
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          environment: 'node',
          include: ['test/browser/**/*.test.ts'],
          globalSetup: ['test/browser/support/global-setup.ts'],
          // One page at a time: the tests measure times, and share the machine with the browser itself.
          maxWorkers: 1,
          // A page has moments that a test did not think of waiting for. The output tells of each second try, which is to be looked into.
          retry: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
