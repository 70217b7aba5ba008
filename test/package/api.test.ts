import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createReports, reportFolder } from '../../scripts/lib/api-report.mjs'
import { entries } from './library.ts'

describe('the public types', () => {
  const reports = createReports(entries.map(({ face }) => face))

  it.each([...reports])('of %s are those of the committed report', (name, text) => {
    const path = join(reportFolder, `${name}.api.md`)
    const committed = existsSync(path) ? readFileSync(path, 'utf8') : ''
    expect(text, 'the public API changed; if that is intended, run: npm run api').toBe(committed)
  })

  it('have a report for each entry and no report besides', () => {
    const expected = [...reports.keys()].map((name) => `${name}.api.md`)
    expect(readdirSync(reportFolder).sort()).toEqual(expected.sort())
  })
})
