import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { OwnTestsFirst } from './own-tests-first.ts'

/*
 * The tests that a mutant of src has to pass unseen: those that say what a module is for.
 *
 * Left out are the tests of other folders, of the libraries that ironseal stands in for, random properties, which would make the
 * score another one every time, and the contracts that alter each byte of a seal, which alone take longer than all others.
 */
export default defineConfig({
  resolve: {
    alias: {
      '#platform': fileURLToPath(new URL('../../src/lib/platform/node.ts', import.meta.url)),
    },
  },
  test: {
    include: ['src/**/*.test.ts', 'test/{mutation,sessions,vectors}/**/*.test.ts'],
    exclude: ['src/lib/compat/**', 'test/vectors/wycheproof*', 'test/vectors/platform*'],
    env: { IRONSEAL_PLATFORM: 'node' },
    isolate: false,
    sequence: { sequencer: OwnTestsFirst },
    // A mutant that a test waits for in vain should not keep the others waiting.
    testTimeout: 10_000,
  },
})
