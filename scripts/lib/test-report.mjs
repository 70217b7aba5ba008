import { existsSync, readFileSync } from 'node:fs'

/**
 * Counts what a test run reported; a run in which a test was skipped or none ran has failed.
 *
 * @param {string} report path of the file that vitest's JSON reporter wrote
 * @param {{ code: number, output: string }} outcome
 * @returns {{ code: number, output: string, note: string }}
 */
export function judgeTests(report, { code, output }) {
  const { passed, failed, skipped } = countTests(report)
  const note = `${passed} passed` + (failed ? `, ${failed} failed` : '')
  if (passed + failed === 0) return { code: 1, output: `${output}\nno test ran\n`, note }
  if (skipped) return { code: 1, output: `${output}\n${skipped} tests were skipped\n`, note }
  return { code, output, note }
}

/**
 * @param {string} report
 * @returns {{ passed: number, failed: number, skipped: number }}
 */
export function countTests(report) {
  if (!existsSync(report)) return { passed: 0, failed: 0, skipped: 0 }
  const counts = JSON.parse(readFileSync(report, 'utf8'))
  return {
    passed: counts.numPassedTests,
    failed: counts.numFailedTests,
    skipped: counts.numPendingTests + counts.numTodoTests,
  }
}
