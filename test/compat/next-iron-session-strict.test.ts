import iron from '@hapi/iron'
import { afterEach, describe, expect, it, vi } from 'vitest'
import {
  type Api,
  both,
  frameOf,
  open,
  OTHER_PASSWORD,
  outcome,
  ours,
  PASSWORD,
  sealIn,
  sealOf,
  theirs,
} from './next-iron-session-pair.ts'

afterEach(() => vi.useRealTimers())

/** ironseal told to do exactly what 4.2.0 did; the original ignores the option. */
const STRICT = { strict: true }
const NESTED = { persistent: { a: 1 }, flash: { f: 2 } }
const craft = async (value: unknown, id = '1', password = PASSWORD): Promise<string> =>
  iron.seal(value, { id, secret: password } as never, iron.defaults)
const list = (...ids: (number | string)[]) => ids.map((id) => ({ id, password: PASSWORD }))

/** What the application sees of a request: the data, or the message of the error. */
const seen = async (api: Api, cookie: string | undefined, options: object): Promise<unknown> =>
  outcome(async () => {
    const { session } = await open(api, { ...STRICT, ...options }, cookie)
    return { a: session.get('a'), all: session.get() }
  })

const cookies: [string, () => Promise<string | undefined>][] = [
  ['no cookie', async () => undefined],
  ['another cookie', async () => 'd=1'],
  ['a good cookie', async () => `c=${await craft(NESTED)}`],
  ['a good cookie, quoted', async () => `c="${await craft(NESTED)}"`],
  ['a cookie without an id', async () => `c=${await craft(NESTED, '')}`],
  ['a cookie of another password', async () => `c=${await craft(NESTED, '1', OTHER_PASSWORD)}`],
  ['a cookie of an unknown id', async () => `c=${await craft(NESTED, '9')}`],
  ['an empty cookie', async () => 'c='],
  ['garbage', async () => 'c=abc'],
  ['seven stars', async () => 'c=*******'],
  ['another prefix', async () => `c=${(await craft(NESTED)).replace('26.2', '26.1')}`],
  ['an expiry that is no number', async () => `c=${(await craft(NESTED)).replace('**', '*soon*')}`],
  ['an expiry long ago', async () => `c=${(await craft(NESTED)).replace('**', '*1*')}`],
  ['a cut MAC', async () => `c=${(await craft(NESTED)).slice(0, -1)}`],
  ['a cookie of iron-session', async () => `c=${await craft({ a: 1 })}~2`],
  ['a bad second duplicate', async () => `c=${await craft(NESTED)}; c=abc`],
  ['a bad first duplicate', async () => `c=abc; c=${await craft(NESTED)}`],
]
const configurations: [string, object][] = [
  ['a password', {}],
  ['another password', { password: OTHER_PASSWORD }],
  ['a short password', { password: 'short' }],
  ['an empty password', { password: '' }],
  ['a list', { password: list(1) }],
  ['a list with another first', { password: [{ id: 2, password: OTHER_PASSWORD }, ...list(1)] }],
  ['a list without it', { password: [{ id: 2, password: OTHER_PASSWORD }] }],
  ['a list with an id of 0', { password: list(0) }],
  ['an empty list', { password: [] }],
]

describe('withIronSession and its kin, strict', () => {
  const pairs = configurations.flatMap(([name, options]) =>
    cookies.map(([cookie, make]) => ({ name, options, cookie, make })),
  )

  it.each(pairs)('N32, N33, N34, N36: does what 4.2.0 does with $name and $cookie', async (row) => {
    const cookie = await row.make()
    const expected = await seen(theirs, cookie, row.options)
    expect(await seen(ours, cookie, row.options)).toEqual(expected)
  })

  it.each([
    ['null', null],
    ['flat data', { user: 1 }],
    ['a text', 'x'],
  ])('N33: a payload that is %s fails when the data is first needed', async (_, payload) => {
    for (const api of both) {
      const { session } = await open(api, STRICT, `c=${await craft(payload)}`)
      expect(() => session.get('a')).toThrow(TypeError)
    }
  })

  it('N35: takes a seal for a minute more and no longer', async () => {
    const now = 1_700_000_000_000
    vi.useFakeTimers({ toFake: ['Date'], now })
    const cookie = `c=${await sealOf(theirs, { a: 1 }, { ttl: 10 })}`
    for (const [after, all] of [
      [69_999, { a: 1 }],
      [70_000, {}],
    ] as const) {
      vi.setSystemTime(now + after)
      for (const api of both) {
        expect((await open(api, STRICT, cookie)).session.get()).toEqual(all)
      }
    }
  })

  it.each([
    {},
    { ttl: 0 },
    { ttl: 30 },
    { ttl: '100' },
    { cookieOptions: { maxAge: 5, domain: 'example.org' } },
  ])('N10, N11: writes the same cookie with %j', async (options) => {
    const lines = []
    for (const api of both) {
      const { session, sent } = await open(api, { ...STRICT, ...options })
      session.set('a', 1)
      const saved = await session.save()
      expect(sent()).toEqual([saved])
      session.destroy()
      lines.push(sent().map(frameOf))
      expect((await open(theirs, {}, `c=${sealIn(saved)}`)).session.get('a')).toBe(1)
    }
    expect(lines[1]).toEqual(lines[0])
  })

  it('N27: refuses what is too big', async () => {
    for (const api of both) {
      const { session, sent } = await open(api, STRICT)
      session.set('s', 'x'.repeat(2814))
      await expect(session.save()).rejects.toThrow(
        /^next-iron-session: Cookie length is too big \d+, browsers will refuse it$/,
      )
      expect(sent()).toEqual([])
    }
  })

  it('N29: says what JSON cannot hold', async () => {
    for (const api of both) {
      const { session } = await open(api, STRICT)
      session.set('big', 1n)
      await expect(session.save()).rejects.toThrow(/^Failed to stringify object: /)
    }
  })

  it('N19: has the same members, and opens a session of its own each time', async () => {
    for (const api of both) {
      const { session, req, res } = await open(api, STRICT)
      expect(Object.keys(session)).toEqual(['set', 'get', 'unset', 'save', 'destroy'])
      await api.applySession(req, res, { password: PASSWORD, cookieName: 'c', ...STRICT })
      expect(req.session).not.toBe(session)
    }
  })

  it('tells the origin as well', async () => {
    const origin = async (cookie?: string): Promise<unknown> =>
      (await open(ours, STRICT, cookie)).session.origin
    expect(await origin()).toEqual({ kind: 'new' })
    expect(await origin(`c=${await craft(NESTED)}`)).toEqual({ kind: 'resumed', stale: false })
    expect(await origin(`c=${await craft(NESTED, '1', OTHER_PASSWORD)}`)).toEqual({
      kind: 'rejected',
      reason: 'invalid',
    })
  })
})
