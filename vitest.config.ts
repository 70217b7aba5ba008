import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { editing } from './test/edits/edits.ts'

const source = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** The attacks run on each back end as well; `npm run test:adversarial` counts them. */
const underAttack = (platform: 'node' | 'web') => ({
  resolve: { alias: { '#platform': source(`./src/lib/platform/${platform}.ts`) } },
  test: {
    name: `adversarial-${platform}`,
    include: ['test/adversarial/*.test.ts'],
    env: { IRONSEAL_PLATFORM: platform },
  },
})

/** The tests of a format and of everything above it run once on each cryptographic back end. */
const onPlatform = (platform: 'node' | 'web') => ({
  resolve: { alias: { '#platform': source(`./src/lib/platform/${platform}.ts`) } },
  test: {
    name: platform,
    include: [
      'src/**/*.test.ts',
      'test/{contracts,vectors,compat,properties,sessions}/**/*.test.ts',
    ],
    env: { IRONSEAL_PLATFORM: platform },
    // Files share their modules: importing them anew for each of ninety files took longer than the tests.
    isolate: false,
    // Some tests do a hundred thousand steps; a busy machine must not fail them.
    testTimeout: 60_000,
  },
})

/** The tests of the memory of seals itself. */
const OF_THE_MEMORY = [
  'src/lib/seal/verified-seals.test.ts',
  'test/sessions/remembered-seals.test.ts',
]

/** All the other tests of `onPlatform` once more, unchanged, with `rememberSeals: false` as the default of createSessions. */
const unremembered = (platform: 'node' | 'web') => {
  const { resolve, test } = onPlatform(platform)
  const off = {
    file: 'options/resolve-sessions.ts',
    from: 'rememberSeals = true',
    to: 'rememberSeals = false',
  }
  return {
    resolve,
    plugins: [editing([off])],
    test: {
      ...test,
      name: `${platform}-unremembered`,
      include: [...test.include, 'test/unremembered/**/*.test.ts'],
      exclude: OF_THE_MEMORY,
    },
  }
}

export default defineConfig({
  test: {
    projects: [
      onPlatform('node'),
      onPlatform('web'),
      unremembered('node'),
      unremembered('web'),
      underAttack('node'),
      underAttack('web'),
      {
        // The documents' code runs against the sources.
        resolve: { alias: { '#platform': source('./src/lib/platform/node.ts') } },
        test: {
          name: 'package',
          include: ['test/package/**/*.test.ts', 'test/timing/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'timing',
          include: ['test/timing/leaks.ts'],
          testTimeout: 1_200_000,
        },
      },
      {
        test: {
          name: 'frameworks',
          include: ['test/frameworks/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 300_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 300_000,
          fileParallelism: false,
        },
      },
    ],
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts'],
      exclude: ['src/**/*.test.ts', 'src/*.ts'],
      reporter: ['text-summary', 'json-summary'],
      thresholds: {
        // What stands between a forged cookie and a session is tested branch by branch.
        'src/lib/{bytes,keys,seal,transport}/**': { branches: 100 },
      },
    },
  },
})
