import { sealData, unsealData } from '../../src/index.ts'
import { cookieOf, NAME, type Options, PASSWORD, sessionsOf, visit } from '../sessions/support.ts'
import { compactOf } from './payloads.ts'
import type { Seen, Tally } from './tally.ts'

/* The limits of sessions and of links, each at its very millisecond, and authentic seals with times that no clock gives. */

export const SECOND = 1000
export const DAY = 24 * 3600 * SECOND
export const T = 1_800_000_000_000

export const openAt =
  (options: Options, cookie: string): (() => Promise<Seen>) =>
  async () =>
    (await visit(sessionsOf(options), cookie)).session

/** Idle, absolute and lowered limits, and seals from a clock that is ahead. */
export async function limits(tally: Tally, setTime: (to: number) => void): Promise<void> {
  const options: Options = { ttl: 600, idleTimeout: 60, absoluteTimeout: 900 }
  setTime(T)
  const cookie = await cookieOf(sessionsOf(options), { user: 1 })
  const at = async (
    how: string,
    time: number,
    reason?: Parameters<Tally['refused']>[2],
    by: Options = options,
    of = cookie,
  ): Promise<void> => {
    setTime(time)
    if (reason === undefined) await tally.resumed(how, openAt(by, of), { user: 1 })
    else await tally.refused(how, openAt(by, of), reason)
  }
  await at('idle, a millisecond before', T + 60 * SECOND - 1)
  await at('idle, at the end', T + 60 * SECOND, 'idle')
  await at('expired before idle', T + 600 * SECOND, 'expired')
  await at('too old before expired', T + 900 * SECOND, 'too-old')
  await at('a ttl that was lowered, before', T + 30 * SECOND - 1, undefined, { ttl: 30 })
  await at('a ttl that was lowered', T + 30 * SECOND, 'expired', { ttl: 30 })
  await at('an absolute timeout that was lowered', T + 30 * SECOND, 'too-old', {
    ttl: 20,
    absoluteTimeout: 30,
  })
  await at('a ttl that was raised does not lengthen a seal', T + 600 * SECOND, 'expired', {
    ttl: 6000,
  })

  // Use renews, but never beyond the absolute end.
  let kept = cookie
  for (let time = T; time < T + 840 * SECOND; time += 50 * SECOND) {
    setTime(time)
    kept = (
      await visit(sessionsOf(options), kept, (session) => {
        session.get('user')
        return session.commit()
      })
    ).cookie
  }
  await at(
    'used without a pause, a millisecond before its absolute end',
    T + 900 * SECOND - 51 * SECOND,
    undefined,
    options,
    kept,
  )
  await at('used without a pause, at its absolute end', T + 900 * SECOND, 'too-old', options, kept)

  setTime(T + 60 * SECOND)
  const ahead = await cookieOf(sessionsOf(), { user: 1 })
  await at('a clock that is a minute ahead', T, undefined, {}, ahead)
  await at('a clock that is a millisecond more ahead', T - 1, 'invalid', {}, ahead)
  await at('a clock that is a year ahead', T - 365 * DAY, 'invalid', {}, ahead)
  setTime(T)
  await tally.holds(
    'two seals of one millisecond are two',
    async () => {
      const pair = [await cookieOf(sessionsOf()), await cookieOf(sessionsOf())]
      return new Set(pair).size
    },
    2,
  )
}

/** Links: the same limits, without a session. */
export async function messages(tally: Tally, setTime: (to: number) => void): Promise<void> {
  const use = { password: PASSWORD, purpose: 'link' }
  const outcome = async (seal: string): Promise<string> => {
    const opened = await unsealData(seal, use)
    return opened.ok ? 'open' : opened.reason
  }
  setTime(T)
  const seal = await sealData(1, { ...use, ttl: 60 })
  for (const [offset, expected] of [
    [-60_001, 'invalid'],
    [-60_000, 'open'],
    [0, 'open'],
    [59_999, 'open'],
    [60_000, 'expired'],
    [1000 * DAY, 'expired'],
  ] as const) {
    setTime(T + offset)
    await tally.holds(`a link after ${offset} ms`, () => outcome(seal), expected)
  }
  setTime(T)
  for (const ttl of [NaN, Infinity, -1, null, '5', 2 ** 32, 1e300])
    await tally.misuse(`a link for ${String(ttl)} s`, () =>
      sealData(1, { ...use, ttl: ttl as number }),
    )
}

/** Authentic seals with times that no clock gives. */
export async function impossible(tally: Tally): Promise<void> {
  const context = { purpose: 'session', name: NAME }
  const cases: [string, { created: number; age?: number; ttl?: number }][] = [
    ['created in 10895', { created: 2 ** 48 - 1 }],
    ['created next year', { created: T + 365 * DAY }],
    ['sealed 34 years after it began', { created: T - DAY, age: 2 ** 40 - 1 }],
    ['created in 1970', { created: 0 }],
    ['without a lifetime', { created: T, ttl: 0 }],
    ['good for 136 years, begun 31 days ago', { created: T - 31 * DAY, ttl: 2 ** 32 - 1 }],
    ['good for 136 years, sealed 15 days ago', { created: T - 15 * DAY, ttl: 2 ** 32 - 1 }],
  ]
  for (const [how, times] of cases) {
    const seal = await compactOf(Buffer.from('{"user":1}'), PASSWORD, context, times)
    await tally.refused(how, openAt({}, `${NAME}=${seal}`))
  }
  const fresh = await compactOf(Buffer.from('{"user":1}'), PASSWORD, context, { created: T })
  await tally.resumed('made in the same way, with good times', openAt({}, `${NAME}=${fresh}`), {
    user: 1,
  })
}
