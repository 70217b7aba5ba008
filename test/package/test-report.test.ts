import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { runStages } from '../../scripts/lib/steps.mjs'
import { judgeTests } from '../../scripts/lib/test-report.mjs'

describe('judgeTests', () => {
  let folder = ''
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  const judge = ([passed, failed, skipped, todo]: readonly number[], code = 0) => {
    folder = mkdtempSync(join(tmpdir(), 'ironseal-report-'))
    const report = {
      numPassedTests: passed,
      numFailedTests: failed,
      numPendingTests: skipped,
      numTodoTests: todo,
    }
    writeFileSync(join(folder, 'report.json'), JSON.stringify(report))
    return judgeTests(join(folder, 'report.json'), { code, output: '' })
  }

  it('accepts a run in which every test passed', () => {
    expect(judge([3, 0, 0, 0])).toMatchObject({ code: 0, note: '3 passed' })
  })

  it('keeps the exit code of a run that failed for another reason', () => {
    expect(judge([3, 0, 0, 0], 1).code).toBe(1)
  })

  it.each([
    ['was skipped', [3, 0, 1, 0], /1 tests were skipped/],
    ['is still to be written', [3, 0, 0, 1], /1 tests were skipped/],
    ['is missing, because none ran', [0, 0, 0, 0], /no test ran/],
  ] as const)('refuses a run in which a test %s', (_, counts, message) => {
    const { code, output } = judge(counts)
    expect(code).toBe(1)
    expect(output).toMatch(message)
  })

  it('refuses a run that left no report', () => {
    expect(judgeTests('/nowhere/report.json', { code: 0, output: '' }).code).toBe(1)
  })
})

describe('runStages', () => {
  const printed: string[] = []
  const silently = (line: string): void => void printed.push(line)
  const good = { name: 'good', run: async () => ({ code: 0, output: '' }) }
  const bad = { name: 'bad', run: async () => ({ code: 1, output: 'reason' }) }

  it('goes on after a failure, and reports it', async () => {
    const results = await runStages([[bad], [good]], silently)
    expect(results.map(({ name, ok }) => [name, ok])).toEqual([
      ['bad', false],
      ['good', true],
    ])
    expect(printed.join('\n')).toContain('reason')
  })

  it('stops after a stage whose result is needed', async () => {
    expect(await runStages([[{ ...bad, needed: true }], [good]], silently)).toHaveLength(1)
  })

  it('takes a step that throws for a failure', async () => {
    const broken = { name: 'broken', run: () => Promise.reject(new Error('reason')) }
    expect(await runStages([[broken]], silently)).toMatchObject([{ name: 'broken', ok: false }])
  })
})
