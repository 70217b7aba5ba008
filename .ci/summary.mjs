// Sums up what the steps and tests of this run reported. The last line is the result; a report that is missing is a
// failure, because then a part did not run.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { formatResult, RESULT } from '../scripts/lib/adversarial.mjs'
import { root } from '../scripts/lib/run.mjs'
import { countTests } from '../scripts/lib/test-report.mjs'
import { formatTiming, TIMING } from '../scripts/lib/timing.mjs'

const STEPS = ['machine-steps', 'quick-steps', 'slow-steps', 'demo-steps']
const TESTS = [
  'quick-node',
  'quick-web',
  'slow-unremembered',
  'slow-adversarial',
  'slow-controls',
  'slow-timing',
  'slow-frameworks',
  'slow-browser',
]

let passed = 0
let failed = 0
for (const name of [...STEPS, ...TESTS]) {
  const path = join(root, 'reports', `${name}.json`)
  if (!existsSync(path)) {
    console.log(`${name}: did not run`)
    failed++
    continue
  }
  const counts = STEPS.includes(name) ? countSteps(path) : countTests(path)
  console.log(`${name}: ${counts.passed} passed, ${counts.failed} failed`)
  passed += counts.passed
  failed += counts.failed
}
if (existsSync(RESULT)) console.log(`\n${formatResult(JSON.parse(readFileSync(RESULT, 'utf8')))}\n`)
if (existsSync(TIMING)) console.log(`${formatTiming(JSON.parse(readFileSync(TIMING, 'utf8')))}\n`)
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed ? 1 : 0

/** @param {string} path */
function countSteps(path) {
  /** @type {import('../scripts/lib/steps.mjs').StepResult[]} */
  const steps = JSON.parse(readFileSync(path, 'utf8'))
  const good = steps.filter(({ ok }) => ok).length
  return { passed: good, failed: steps.length - good }
}
