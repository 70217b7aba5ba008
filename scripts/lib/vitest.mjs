import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './run.mjs'
import { tool } from './steps.mjs'
import { countTests, judgeTests } from './test-report.mjs'

/**
 * Runs tests, and has them counted in reports/<part>-<name>.json.
 *
 * @param {string} part
 * @param {string} name
 * @param {readonly string[]} args which tests
 * @returns {Promise<{ code: number, output: string, note: string, report: string, count: number }>}
 */
export async function runVitest(part, name, args) {
  const report = join(root, 'reports', `${part}-${name}.json`)
  rmSync(report, { force: true })
  const reporting = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const outcome = await tool('vitest', ['run', ...args, ...reporting])
  const { passed, failed, skipped } = countTests(report)
  return { ...outcome, ...judgeTests(report, outcome), report, count: passed + failed + skipped }
}

/**
 * What the tests left in the report about themselves.
 *
 * @param {string} report
 * @returns {any[]}
 */
export function metaOf(report) {
  if (!existsSync(report)) return []
  /** @type {{ testResults: { assertionResults: { meta: object }[] }[] }} */
  const { testResults } = JSON.parse(readFileSync(report, 'utf8'))
  return testResults.flatMap(({ assertionResults }) => assertionResults.map(({ meta }) => meta))
}
