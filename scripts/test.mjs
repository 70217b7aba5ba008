// `npm test` and `npm run test:all`: every check of the repository, one line each.
// Built-in modules only, because the first step installs the others.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runAdversarial } from './lib/adversarial.mjs'
import { chromium, hasChromium } from './lib/chromium.mjs'
import { pack } from './lib/pack.mjs'
import { root, run } from './lib/run.mjs'
import { runStages, tool } from './lib/steps.mjs'
import { runTiming } from './lib/timing.mjs'
import { hasValgrind } from './lib/valgrind.mjs'
import { runVitest } from './lib/vitest.mjs'
import { ensureInstalled } from './setup.mjs'

const all = process.argv.includes('--all')
// CI runs `npm test` and then `npm run test:all`; it sets this to spare itself the first part twice.
const quick = !(all && process.env.IRONSEAL_QUICK_DONE)
const part = quick ? (all ? 'all' : 'quick') : 'slow'
const reports = join(root, 'reports')
const tarball = { path: '' }

mkdirSync(reports, { recursive: true })
const kinds = [
  'steps',
  'node',
  'web',
  'unremembered',
  'adversarial',
  'controls',
  'timing',
  'frameworks',
  'browser',
]
for (const kind of kinds) {
  rmSync(join(reports, `${part}-${kind}.json`), { force: true })
}

/**
 * @param {string} name
 * @param {readonly string[]} projects
 * @param {readonly string[]} [more]
 */
const vitest = (name, projects, more = []) => ({
  name: `tests of ${projects.join(', ')}`,
  run: () =>
    runVitest(part, name, [...projects.flatMap((project) => ['--project', project]), ...more]),
})

await ensureInstalled()

const canCount = all && (process.env.CI !== undefined || (await hasValgrind()))
const countInstructions = () => run('node', [join('bench', 'instructions.mjs'), '--no-build'])

const stages = []
if (quick) {
  stages.push(
    [
      { name: 'build', needed: true, run: () => tool('tsdown') },
      { name: 'format', run: () => tool('oxfmt', ['--check', '.']) },
      { name: 'lint', run: () => tool('oxlint', ['.']) },
      { name: 'types: src', run: () => tool('tsc', ['-p', 'tsconfig.json']) },
      { name: 'types: tests, scripts', run: () => tool('tsc', ['-p', 'tsconfig.test.json']) },
    ],
    [
      {
        name: 'pack',
        needed: true,
        run: async () => {
          tarball.path = await pack()
          return { code: 0, output: '' }
        },
      },
      { name: 'types: public', run: () => tool('tsc', ['-p', 'test/types/tsconfig.json']) },
      { name: 'knip', run: () => tool('knip') },
      { name: 'size', run: () => tool('size-limit') },
    ],
    [
      { name: 'publint', run: () => tool('publint', ['run', tarball.path, '--strict']) },
      { name: 'types of the package', run: () => tool('attw', [tarball.path]) },
    ],
    // Branches are counted on one back end: counting makes tests slow, and a format is the same code on the other.
    [vitest('node', ['node'], ['--coverage'])],
    [vitest('web', ['web', 'package'])],
  )
}
if (all) {
  if (!quick) stages.push([{ name: 'build', needed: true, run: () => tool('tsdown') }])
  stages.push([vitest('unremembered', ['node-unremembered', 'web-unremembered'])])
  stages.push([{ name: 'attacks', run: () => runAdversarial(part) }])
  stages.push([{ name: 'timing', run: () => runTiming(part) }])
  stages.push([vitest('frameworks', ['frameworks'])])
  if (canCount) stages.push([{ name: 'instructions', run: countInstructions }])
  if (hasChromium() || process.env.CI) stages.push([vitest('browser', ['browser'])])
}

const steps = await runStages(stages)
writeFileSync(join(reports, `${part}-steps.json`), `${JSON.stringify(steps, null, 2)}\n`)

if (all && !hasChromium() && !process.env.CI) {
  console.log(`\n!! BROWSER TESTS DID NOT RUN: ${chromium} is missing (apt-get install chromium)\n`)
}
if (all && !canCount) {
  console.log(
    '\n!! INSTRUCTIONS WERE NOT COUNTED: valgrind is missing (apt-get install valgrind)\n',
  )
}
if (steps.some((step) => !step.ok)) process.exitCode = 1
