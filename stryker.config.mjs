// Mutation testing. Run it with `npm run test:mutation`, which chooses the folder (scripts/mutation.mjs).

export default {
  testRunner: 'vitest',
  vitest: { configFile: 'test/mutation/vitest.config.ts', related: false },
  plugins: ['@stryker-mutator/vitest-runner', './test/mutation/equivalent.mjs'],
  ignorers: ['equivalent'],
  coverageAnalysis: 'perTest',
  concurrency: 2,
  // Only a mutant that runs for ever may run out of time, and not a busy machine.
  timeoutMS: 60_000,
  incremental: true,
  thresholds: { high: 100, low: 95, break: 95 },
  reporters: ['progress-append-only', 'clear-text'],
  clearTextReporter: { reportTests: false, reportScoreTable: false, logTests: false },
  warnings: { slow: false },
  // Only what the tests need is copied.
  ignorePatterns: ['**', '!src/**', '!test/{mutation,sessions,vectors}/**', '!*.json'],
  tempDirName: '.tmp/mutation',
}
