import iron from '@hapi/iron'
import { afterEach, describe, expect, it, vi } from 'vitest'
import {
  both,
  open,
  OPTIONS,
  OTHER_PASSWORD,
  outcome,
  ours,
  PASSWORD,
  responseOf,
  sealIn,
  sealOf,
  theirs,
} from './next-iron-session-pair.ts'

afterEach(() => vi.useRealTimers())

/** A seal of any value, as only somebody with the password can make it. */
const craft = async (value: unknown, id = '1', options = {}): Promise<string> =>
  iron.seal(value, { id, secret: PASSWORD } as never, { ...iron.defaults, ...options })
const NESTED = { persistent: { a: 1 }, flash: {} }
const at = (now: number): void => void vi.useFakeTimers({ toFake: ['Date'], now })

describe.each(both)('a cookie that $name cannot read', (api) => {
  const restarted = async (cookie: string, options: object = {}): Promise<void> => {
    const { session } = await open(api, options, cookie)
    expect(session.get()).toEqual({})
    session.set('b', 2)
    const next = await open(theirs, options, `c=${sealIn(await session.save())}`)
    expect(next.session.get()).toEqual({ b: 2 })
  }

  it('N32: starts the session anew when it has expired', async () => {
    at(1_700_000_000_000)
    const seal = await sealOf(theirs, { a: 1 }, { ttl: 100 })
    at(1_700_000_000_000 + 161_000)
    await restarted(`c=${seal}`)
  })

  it('N32: starts the session anew when the password has changed', async () => {
    await restarted(`c=${await sealOf(theirs)}`, { password: OTHER_PASSWORD })
  })

  it('N32, N36: starts the session anew when it has no id and there is a list of passwords', async () => {
    const seal = await iron.seal(NESTED, PASSWORD, iron.defaults)
    await restarted(`c=${seal}`, { password: [{ id: 1, password: PASSWORD }] })
    const { session } = await open(api, {}, `c=${seal}`)
    expect(session.get()).toEqual({ a: 1 })
  })

  it('N34: shows a short password only where a password is needed', async () => {
    const cookie = `c=${await sealOf(theirs)}`
    for (const [password, error] of [
      ['short', 'Password string too short (min 32 characters required)'],
      ['', 'Empty password'],
    ] as const) {
      const { session, sent } = await open(api, { password })
      session.set('a', 1)
      expect(await outcome(() => session.save())).toEqual({ error })
      expect(sent()).toEqual([])
      // With an empty one next-iron-session says "Cannot find password: 1", which sends people looking in the wrong place.
      const opened = await outcome(() => open(api, { password }, cookie))
      if (api === theirs && password === '') expect(opened).toHaveProperty('error')
      else expect(opened).toEqual({ error })
    }
  })

  it('N34: shows a short password in a list in the same way', async () => {
    const password = [
      { id: 2, password: OTHER_PASSWORD },
      { id: 1, password: 'short' },
    ]
    const { session } = await open(api, { password })
    expect(await session.save()).toContain('c=Fe26.2*2*')
    const cookie = `c=${await sealOf(theirs)}`
    expect(await outcome(() => open(api, { password }, cookie))).toEqual({
      error: 'Password string too short (min 32 characters required)',
    })
  })

  it.each([
    ['while it lasts', 99_999, { a: 1 }],
    ['at its end', 100_000, { a: 1 }],
    ['for a minute more', 159_999, { a: 1 }],
    ['and no longer', 160_000, {}],
  ])('N35: is taken %s', async (_, after, expected) => {
    at(1_700_000_000_000)
    const seal = await sealOf(theirs, { a: 1 }, { ttl: 100 })
    at(1_700_000_000_000 + after)
    expect((await open(api, {}, `c=${seal}`)).session.get()).toEqual(expected)
  })

  it('N35: is judged by its own end, not by the ttl of the reader', async () => {
    at(1_700_000_000_000)
    const seal = await sealOf(theirs, { a: 1 }, { ttl: 1000 })
    at(1_700_000_000_000 + 900_000)
    expect((await open(api, { ttl: 1 }, `c=${seal}`)).session.get()).toEqual({ a: 1 })
  })

  it('N10: is good for ever with ttl 0', async () => {
    at(1_700_000_000_000)
    const seal = await sealOf(api, { a: 1 }, { ttl: 0 })
    at(4_000_000_000_000)
    expect((await open(api, {}, `c=${seal}`)).session.get()).toEqual({ a: 1 })
  })
})

describe.each(both)('a list of passwords in $name', (api) => {
  const rotated = [
    { id: 2, password: OTHER_PASSWORD },
    { id: 1, password: PASSWORD },
  ]

  it('N36: seals with the first and reads with all', async () => {
    expect(await sealOf(api, {}, { password: rotated })).toMatch(/^Fe26\.2\*2\*/)
    const old = `c=${await sealOf(theirs, { a: 1 })}`
    const { session } = await open(api, { password: rotated }, old)
    expect(session.get('a')).toBe(1)
    const renewed = sealIn(await session.save())
    expect(renewed).toMatch(/^Fe26\.2\*2\*/)
    expect((await open(api, { password: rotated }, `c=${renewed}`)).session.get('a')).toBe(1)
  })

  it('N36: takes ids of letters, digits and _', async () => {
    const password = [{ id: 'prod_2', password: PASSWORD }]
    const seal = await sealOf(api, { a: 1 }, { password })
    expect(seal).toMatch(/^Fe26\.2\*prod_2\*/)
    expect((await open(api, { password }, `c=${seal}`)).session.get('a')).toBe(1)
  })

  it('N36: fails at save with any other id', async () => {
    const { session, sent } = await open(api, { password: [{ id: 'a*b', password: PASSWORD }] })
    expect(await outcome(() => session.save())).toEqual({ error: 'Invalid password id' })
    expect(sent()).toEqual([])
  })

  it('N36: writes no id for the id 0', async () => {
    expect(await sealOf(api, {}, { password: [{ id: 0, password: PASSWORD }] })).toMatch(
      /^Fe26\.2\*\*/,
    )
  })

  it('N36: reads with the earlier of two passwords under one id', async () => {
    const password = [
      { id: 1, password: PASSWORD },
      { id: 1, password: OTHER_PASSWORD },
    ]
    const { session } = await open(api, { password }, `c=${await sealOf(theirs, { a: 1 })}`)
    expect(session.get('a')).toBe(1)
  })

  it('N36: fails at save when it is empty', async () => {
    const { session } = await open(api, { password: [] })
    await expect(session.save()).rejects.toThrow()
  })
})

describe('cookie content, where ironseal differs: it never rejects', () => {
  const cases: [row: string, reason: string, cookie: () => Promise<string>][] = [
    ['an empty cookie', 'malformed', async () => ''],
    ['garbage', 'malformed', async () => 'abc'],
    ['undefined', 'malformed', async () => 'undefined'],
    ['8 kB of stars', 'oversize', async () => '*'.repeat(8192)],
    ['another prefix', 'malformed', async () => (await craft(NESTED)).replace('26.2', '26.1')],
    [
      'an expiry that is no number',
      'invalid',
      async () => (await craft(NESTED)).replace('**', '*soon*'),
    ],
    ['an unknown id', 'unknown-key', async () => craft(NESTED, '9')],
    [
      'a cookie of iron-session',
      'invalid',
      async () =>
        `${(await craft({ a: 1 })).replace(/.$/, (last) => (last === 'A' ? 'E' : 'A'))}~2`,
    ],
    ['a seal that is not JSON', 'malformed', async () => craft(undefined)],
    ['a null payload', 'malformed', async () => craft(null)],
    ['a flat payload', 'malformed', async () => craft({ user: { id: 1 } })],
    ['a text', 'malformed', async () => craft('text')],
    ['a list', 'malformed', async () => craft([1])],
    [
      'a payload with __proto__',
      'malformed',
      async () => craft({ persistent: JSON.parse('{"__proto__":{"a":1}}'), flash: {} }),
    ],
    [
      'a changed letter',
      'invalid',
      async () =>
        (await craft(NESTED)).replace(
          /\*(.)([^*]{63})\*/,
          (_, c, rest) => `*${c === '0' ? '1' : '0'}${rest}*`,
        ),
    ],
  ]

  it.each(cases.filter(([row]) => row !== 'a seal that is not JSON'))(
    'N33: %s is a new session, with the reason %s',
    async (_, reason, cookie) => {
      const header = `c=${await cookie()}`
      const { session } = await open(ours, {}, header)
      expect(session.origin).toEqual({ kind: 'rejected', reason })
      expect(session.get()).toEqual({})
      expect(session.get('toString')).toBeUndefined()
      session.set('b', 2)
      const next = await open(theirs, {}, `c=${sealIn(await session.save())}`)
      expect(next.session.get()).toEqual({ b: 2 })
    },
  )

  it.each([
    ['an empty cookie', 'c='],
    ['garbage', 'c=abc'],
    ['an unknown id', `c=Fe26.2*9*a*b*c**d*e`],
  ])('N33: %s rejects in next-iron-session, for all three functions', async (_, cookie) => {
    await expect(open(theirs, {}, cookie)).rejects.toThrow()
    const req: any = { headers: { cookie } }
    expect(await ours.withIronSession(() => 'served', OPTIONS)(req, responseOf())).toBe('served')
    const args = await new Promise((resolve) =>
      ours.ironSession(OPTIONS)({ headers: { cookie } }, responseOf(), (...got) => resolve(got)),
    )
    expect(args).toEqual([])
  })

  it('N32: tells why a session was started anew', async () => {
    at(1_700_000_000_000)
    const seal = await sealOf(theirs, { a: 1 }, { ttl: 100 })
    const origin = async (options: object): Promise<unknown> =>
      (await open(ours, options, `c=${seal}`)).session.origin
    expect(await origin({})).toEqual({ kind: 'resumed', stale: false })
    expect(await origin({ password: OTHER_PASSWORD })).toEqual({
      kind: 'rejected',
      reason: 'invalid',
    })
    const password = [
      { id: 2, password: OTHER_PASSWORD },
      { id: 1, password: PASSWORD },
    ]
    expect(await origin({ password })).toEqual({ kind: 'resumed', stale: true })
    expect(await origin({ password: password.slice(0, 1) })).toEqual({
      kind: 'rejected',
      reason: 'unknown-key',
    })
    at(1_700_000_000_000 + 160_000)
    expect(await origin({})).toEqual({ kind: 'rejected', reason: 'expired' })
    expect((await open(ours)).session.origin).toEqual({ kind: 'new' })
  })

  it('N36: reads the seals of an id 0, which next-iron-session could not read back', async () => {
    const password = [{ id: 0, password: PASSWORD }]
    const cookie = `c=${await sealOf(theirs, { a: 1 }, { password })}`
    expect((await open(theirs, { password }, cookie)).session.get()).toEqual({})
    expect((await open(ours, { password }, cookie)).session.get()).toEqual({ a: 1 })
  })
})
