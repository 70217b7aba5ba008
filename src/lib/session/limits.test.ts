import { describe, expect, it } from 'vitest'
import type { SessionFacts } from './facts.ts'
import { judgeFacts, needsRenewal, sealExpiry } from './limits.ts'

const limits = { idle: 100, ttl: 1000, absolute: 5000 }
const facts: SessionFacts = {
  id: 'x',
  created: 0,
  authenticated: 0,
  issued: 0,
  expires: 1000,
  transient: false,
}

describe('judging a session', () => {
  it.each<[Partial<SessionFacts>, number, string | undefined]>([
    [{}, 0, undefined],
    [{}, 99, undefined],
    [{}, 100, 'idle'],
    [{}, 1000, 'expired'],
    [{ expires: 50 }, 50, 'expired'],
    [{ issued: 4950, expires: 9000 }, 4999, undefined],
    [{ issued: 4999, expires: 9000 }, 5000, 'too-old'],
    [{ issued: 60_000, created: 60_000, expires: 90_000 }, 0, undefined],
    [{ issued: 60_001, created: 60_001, expires: 90_000 }, 0, 'invalid'],
  ])('%j at %i: %s', (more, now, expected) => {
    expect(judgeFacts({ ...facts, ...more }, limits, now)).toBe(expected)
  })

  it('without an idle window never ends for want of use', () => {
    expect(judgeFacts(facts, { ...limits, idle: undefined }, 999)).toBeUndefined()
    expect(needsRenewal(facts, { ...limits, idle: undefined }, 999)).toBe(false)
  })

  it.each([[-3600_000], [NaN]])('survives a clock that says %s', (now) => {
    expect(['invalid', undefined]).toContain(
      judgeFacts({ ...facts, issued: 3600_000 }, limits, now),
    )
  })
})

it('a seal never ends after its session', () => {
  expect([sealExpiry(0, limits, 0), sealExpiry(0, limits, 4500)]).toEqual([1000, 5000])
  expect([needsRenewal(facts, limits, 49), needsRenewal(facts, limits, 50)]).toEqual([false, true])
})
