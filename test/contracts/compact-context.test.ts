import { platform } from '#platform'
import { describe, expect, it, vi } from 'vitest'
import { KeyRing } from '../../src/lib/keys/key-ring.ts'
import { AMBIGUOUS, LENGTHS, PLAIN, usesOf } from '../mutants/uses.ts'
import { CompactAttempts } from './compact-mutants.ts'

/*
 * Every purpose, name and audience against every other: a seal opens for its own use and for none of the others
 * (CVE-2023-48309 and Laravel's encrypted cookies of 2020 were seals of one use taken for another).
 */

vi.setConfig({ testTimeout: 60_000 })

const attempts = new CompactAttempts(KeyRing.fromPassword('the password of the matrix of uses'), 1)

describe('27 uses against each other', () => {
  it.each([
    ['as they are in an application', PLAIN],
    ['that run into each other', AMBIGUOUS],
    ['that look like lengths', LENGTHS],
  ])('%s', async (_, axes) => {
    const uses = usesOf(axes)
    expect(uses).toHaveLength(27)
    let opened = 0
    for (const [from, sealed] of uses.entries()) {
      const seal = await attempts.seal('{}', sealed)
      for (const [to, expected] of uses.entries()) {
        const result = await attempts.open(seal, expected)
        if (result.ok) opened++
        expect([from, to, result.ok]).toEqual([from, to, from === to])
        if (!result.ok) expect(result.reason).toBe('invalid')
      }
    }
    expect(opened).toBe(27)
  })
})

describe('a binding', () => {
  const bindings = [undefined, '', '\0', 'a', 'ab', 'A', 'a ', 'é', 'e\u0301', 'x'.repeat(10_000)]

  it('opens for the very same text only, and never takes the place of an audience', async () => {
    const use = { purpose: 'seal:reset', name: '' }
    for (const sealed of bindings) {
      const seal = await attempts.seal('1', { ...use, bind: sealed })
      for (const expected of bindings) {
        const result = await attempts.open(seal, { ...use, bind: expected })
        expect([sealed, expected, result.ok]).toEqual([sealed, expected, sealed === expected])
        if (expected === undefined || expected === '') continue
        expect(await attempts.open(seal, { ...use, audience: expected })).toMatchObject({
          ok: false,
        })
      }
    }
  })
})

it('runs on the back end of this project', () => {
  expect(platform.name).toBe(process.env['IRONSEAL_PLATFORM'])
})
