import { defineConfig } from 'vitest/config'

/** Tests that start a real browser; everything else under src and test belongs to `all`. */
const journeys = 'test/e2e/**/*.test.{ts,tsx}'

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'all',
          include: ['{src,test}/**/*.test.{ts,tsx}'],
          exclude: [journeys],
          globalSetup: ['test/support/cluster.ts'],
          // Importing everything anew for each file was a third of the time; no test leaves anything behind in a module.
          isolate: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: [journeys],
          globalSetup: ['test/e2e/support/filled-demo.ts'],
          maxConcurrency: 2,
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
})
