import { describe, expect, it } from 'vitest'
import {
  cookieOf,
  NAME,
  NOW,
  nodePair,
  linesOf,
  type Options,
  originOf,
  sessionsOf,
  stopClock,
  visit,
} from './support.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const maxAge = (line = ''): number => Number(/Max-Age=(-?\d+)/.exec(line)?.[1])

describe('the end of a session, to the millisecond', () => {
  it.each<[string, Options, number, string]>([
    ['ttl', { ttl: 60 }, MINUTE, 'expired'],
    ['the default ttl', {}, 14 * DAY, 'expired'],
    ['idle', { idleTimeout: 30 }, 30_000, 'idle'],
    ['absolute', { ttl: 60, absoluteTimeout: 60 }, MINUTE, 'too-old'],
    ['a fraction of a second', { ttl: 1.5 }, 1500, 'expired'],
    ['aal1', { lifetime: 'aal1' }, 30 * DAY, 'too-old'],
    ['aal2', { lifetime: 'aal2' }, HOUR, 'idle'],
    ['aal3', { lifetime: 'aal3' }, 15 * MINUTE, 'idle'],
  ])('comes by %s', async (_, options, lifetime, reason) => {
    const setTime = stopClock()
    const sessions = sessionsOf(options)
    const cookie = await cookieOf(sessions)
    setTime(NOW + lifetime - 1)
    expect(await originOf(sessions, cookie)).toBe('resumed')
    setTime(NOW + lifetime)
    expect(await originOf(sessions, cookie)).toBe(reason)
  })

  it.each<[Options['lifetime'], number]>([
    ['aal2', 24 * HOUR],
    ['aal3', 12 * HOUR],
  ])('comes with the absolute timeout of %s, however much it is used', async (lifetime, end) => {
    const setTime = stopClock()
    const sessions = sessionsOf({ lifetime })
    let cookie = await cookieOf(sessions)
    for (let at = 10 * MINUTE; at < end; at += 10 * MINUTE) {
      setTime(NOW + at)
      ;({ cookie } = await visit(sessions, cookie, (session) => {
        expect(session.get('user')).toBe(1)
        return session.commit()
      }))
    }
    setTime(NOW + end - 1)
    expect(await originOf(sessions, cookie)).toBe('resumed')
    setTime(NOW + end)
    expect(await originOf(sessions, cookie)).toBe('too-old')
  })

  it.each([
    [-60_000, 'resumed'],
    [-60_001, 'invalid'],
  ])('allows another clock to be a minute ahead: read at %i', async (at, expected) => {
    const setTime = stopClock()
    const sessions = sessionsOf()
    const cookie = await cookieOf(sessions)
    setTime(NOW + at)
    expect(await originOf(sessions, cookie)).toBe(expected)
  })

  it.each<[Options, Options, number, string]>([
    [{}, { ttl: 60 }, MINUTE, 'expired'],
    [{}, { ttl: 60, absoluteTimeout: 60 }, MINUTE, 'too-old'],
    [{}, { idleTimeout: 60 }, MINUTE, 'idle'],
  ])('comes earlier for seals already out there: %j, then %j', async (was, is, end, reason) => {
    const setTime = stopClock()
    const cookie = await cookieOf(sessionsOf(was))
    setTime(NOW + end - 1)
    expect(await originOf(sessionsOf(is), cookie)).toBe('resumed')
    setTime(NOW + end)
    expect(await originOf(sessionsOf(is), cookie)).toBe(reason)
  })

  it('is not put off by a longer lifetime of the configuration', async () => {
    const setTime = stopClock()
    const cookie = await cookieOf(sessionsOf({ ttl: 60 }))
    setTime(NOW + MINUTE)
    expect(await originOf(sessionsOf({ ttl: 3600 }), cookie)).toBe('expired')
  })

  it('T62: the absolute end survives every save, and only a new proof puts it off', async () => {
    const setTime = stopClock()
    const sessions = sessionsOf({ ttl: 100, absoluteTimeout: 150 })
    const first = await cookieOf(sessions)
    setTime(NOW + 99_000)
    const saved = await visit(sessions, first, (session) => session.save())
    expect(saved.session.createdAt).toEqual(new Date(NOW))
    expect(saved.session.expiresAt).toEqual(new Date(NOW + 150_000))
    expect(maxAge(saved.lines[0])).toBe(51)
    const proved = await visit(sessions, first, async (session) => {
      session.reauthenticated()
      await session.save()
    })
    setTime(NOW + 150_000)
    expect(await originOf(sessions, saved.cookie)).toBe('too-old')
    const { session } = await visit(sessions, proved.cookie)
    expect(session.createdAt).toEqual(new Date(NOW + 99_000))
    expect(session.authenticatedAt).toEqual(new Date(NOW + 99_000))
    expect(session.get('user')).toBe(1)
  })
})

describe('renewal by use', () => {
  const idle = { idleTimeout: 100 }
  const linesAfter = async (
    at: number,
    setting: object = {},
    options: Options = {},
  ): Promise<number> => {
    const setTime = stopClock()
    const sessions = sessionsOf({ ...idle, ...options })
    const cookie = await cookieOf(sessions)
    setTime(NOW + at)
    const { lines } = await visit(sessions, { cookie, ...setting }, (session) => {
      session.get('user')
      return session.commit()
    })
    return lines.length
  }

  it('moves the time from which idleness counts, and no other', async () => {
    const setTime = stopClock()
    const sessions = sessionsOf({ ...idle, absoluteTimeout: 150 })
    const cookie = await cookieOf(sessions)
    setTime(NOW + 49_999)
    const unchanged = await visit(sessions, cookie, (session) => {
      session.get('user')
      return session.commit()
    })
    expect(unchanged.session.issuedAt).toEqual(new Date(NOW))
    setTime(NOW + 50_000)
    const renewed = await visit(sessions, cookie, (session) => {
      session.get('user')
      return session.commit()
    })
    expect(renewed.session.issuedAt).toEqual(new Date(NOW + 50_000))
    const { session } = await visit(sessions, renewed.cookie)
    expect(session.issuedAt).toEqual(new Date(NOW + 50_000))
    expect(session.createdAt).toEqual(new Date(NOW))
  })

  it('happens from half of the idle window on', async () => {
    expect(await linesAfter(49_999)).toBe(0)
    expect(await linesAfter(50_000)).toBe(1)
  })

  it('happens once per half window, however many requests there are', async () => {
    const setTime = stopClock()
    const sessions = sessionsOf(idle)
    let cookie = await cookieOf(sessions)
    let renewals = 0
    for (let second = 1; second <= 500; second++) {
      setTime(NOW + second * 1000)
      const seen = await visit(sessions, cookie, (session) => {
        session.has('user')
        return session.commit()
      })
      renewals += seen.lines.length
      cookie = seen.cookie
    }
    expect(renewals).toBe(10)
    expect(await originOf(sessions, cookie)).toBe('resumed')
  })

  it.each<[string, object]>([
    ['HEAD', { method: 'HEAD' }],
    ['Purpose', { headers: { purpose: 'prefetch' } }],
    ['Sec-Purpose', { headers: { 'sec-purpose': 'prefetch;prerender' } }],
    ['X-Moz', { headers: { 'x-moz': 'prefetch' } }],
    ['Next router', { headers: { 'next-router-prefetch': '1' } }],
    ['Next middleware', { headers: { 'x-middleware-prefetch': '1' } }],
  ])('T73: never happens on a prefetch or HEAD: %s', async (_, setting) => {
    expect(await linesAfter(99_000, setting)).toBe(0)
  })

  it('never happens where the application says that a request is no use', async () => {
    expect(await linesAfter(99_000, {}, { countsAsUse: () => false })).toBe(0)
  })

  it.each([304, 400, 404, 500])('never happens with a response of %i', async (status) => {
    const setTime = stopClock()
    const sessions = sessionsOf(idle)
    const cookie = await cookieOf(sessions)
    setTime(NOW + 99_000)
    const session = await sessions.open(new Request('https://e.org', { headers: { cookie } }))
    expect(session.get('user')).toBe(1)
    expect(linesOf(await session.commit(new Response(null, { status })))).toEqual([])
    expect(linesOf(await session.commit(new Response('')))).toHaveLength(1)
  })

  it('does not happen for a route that never looks at the session', async () => {
    const setTime = stopClock()
    const sessions = sessionsOf(idle)
    const cookie = await cookieOf(sessions)
    setTime(NOW + 99_000)
    const { lines } = await visit(sessions, cookie, (session) => session.commit())
    expect(lines).toEqual([])
  })

  it('happens where only the origin was asked for', async () => {
    const setTime = stopClock()
    const sessions = sessionsOf(idle)
    const cookie = await cookieOf(sessions)
    setTime(NOW + 99_000)
    const { lines } = await visit(sessions, cookie, (session) => {
      expect(session.origin.kind).toBe('resumed')
      return session.commit()
    })
    expect(lines).toHaveLength(1)
  })

  it('T61: touch() extends the idle window at once, never past the absolute end', async () => {
    const setTime = stopClock()
    const sessions = sessionsOf({ idleTimeout: 60, ttl: 60, absoluteTimeout: 90 })
    const cookie = await cookieOf(sessions)
    setTime(NOW + 59_000)
    const touched = await visit(sessions, { cookie, method: 'HEAD' }, (session) => {
      session.touch()
      return session.commit()
    })
    expect(touched.lines).toHaveLength(1)
    setTime(NOW + 89_999)
    expect(await originOf(sessions, touched.cookie)).toBe('resumed')
    setTime(NOW + 90_000)
    expect(await originOf(sessions, touched.cookie)).toBe('too-old')
  })

  it('is still due after a save that failed', async () => {
    const setTime = stopClock()
    const sessions = sessionsOf(idle)
    const cookie = await cookieOf(sessions)
    setTime(NOW + 60_000)
    const { lines } = await visit(sessions, cookie, async (session) => {
      session.set('big', 'x'.repeat(5000))
      await expect(session.save()).rejects.toMatchObject({ code: 'ERR_IRONSEAL_COOKIE_TOO_BIG' })
      expect(session.expiresAt).toEqual(new Date(NOW + 14 * DAY))
      session.unset('big')
      await session.commit()
    })
    expect(lines).toHaveLength(1)
  })
})

describe('"remember me"', () => {
  it('T57 T58: a cookie and its seal end together, and a browser-session cookie has a seal that ends', async () => {
    const setTime = stopClock()
    const sessions = sessionsOf({ ttl: 600 })
    for (const [persistent, expected] of [
      [true, 600],
      [false, NaN],
    ] as const) {
      setTime(NOW)
      const { cookie, lines } = await visit(sessions, undefined, (session) => {
        session.remember(persistent)
        return session.save()
      })
      expect(maxAge(lines[0])).toBe(expected)
      setTime(NOW + 599_999)
      expect(await originOf(sessions, cookie)).toBe('resumed')
      setTime(NOW + 600_000)
      expect(await originOf(sessions, cookie)).toBe('expired')
    }
  })

  it.each<[Options, boolean | undefined, boolean]>([
    [{}, undefined, true],
    [{ persistent: false }, undefined, false],
    [{ persistent: false }, true, true],
    [{}, false, false],
    [{ accept: ['iron'], persistent: false }, undefined, false],
    [{ accept: ['iron'] }, false, false],
  ])('%j and remember(%s): the cookie persists: %s', async (options, choice, persists) => {
    const sessions = sessionsOf(options)
    const { lines } = await visit(sessions, undefined, (session) => {
      if (choice !== undefined) session.remember(choice)
      return session.save()
    })
    expect(lines[0]!.includes('Max-Age')).toBe(persists)
  })

  it.each([true, false])('is kept by renewals and by regenerate: %s', async (persistent) => {
    const sessions = sessionsOf({ persistent: !persistent })
    let { cookie, lines } = await visit(sessions, undefined, (session) => {
      session.remember(persistent)
      return session.save()
    })
    for (const act of ['save', 'touch', 'regenerate'] as const) {
      ;({ cookie, lines } = await visit(sessions, cookie, async (session) => {
        await session[act]()
        await session.commit()
      }))
      expect(lines[0]!.includes('Max-Age')).toBe(persistent)
    }
  })
})

describe('lifetimes that cannot be configured', () => {
  const FOR_EVER = [0, -1, 0.5, NaN, Infinity, -Infinity, 400 * 24 * 3600 + 1, '60', null, {}, 1n]
  it.each(['ttl', 'idleTimeout', 'absoluteTimeout'])('%s', (option) => {
    for (const value of FOR_EVER) {
      if (value === null) continue
      expect(() => sessionsOf({ [option]: value })).toThrow(
        expect.objectContaining({ code: 'ERR_IRONSEAL_OPTION', option }),
      )
    }
  })

  it.each<[Options, string]>([
    [{ ttl: 61, absoluteTimeout: 60 }, 'ttl'],
    [{ idleTimeout: 61, ttl: 60 }, 'idleTimeout'],
    [{ ttl: 31 * 24 * 3600 }, 'ttl'],
    [{ lifetime: 'aal4' as 'aal1' }, 'lifetime'],
    [{ lifetime: 'constructor' as 'aal1' }, 'lifetime'],
    [{ cookieOptions: { maxAge: 60 } as object }, 'cookieOptions.maxAge'],
    [{ cookieOptions: { maxAge: undefined } as object }, 'cookieOptions.maxAge'],
    [{ cookieOptions: { expires: new Date() } as object }, 'cookieOptions.expires'],
  ])('%j', (options, option) => {
    expect(() => sessionsOf(options)).toThrow(
      expect.objectContaining({ code: 'ERR_IRONSEAL_OPTION', option }),
    )
  })

  it.each(['idleTimeout', 'absoluteTimeout', 'version'])(
    '%s with Iron seals, which cannot keep it',
    (option) => {
      expect(() => sessionsOf({ accept: ['iron', 'compact'], [option]: 3600 })).toThrow(
        expect.objectContaining({ code: 'ERR_IRONSEAL_OPTION', option }),
      )
      expect(() =>
        sessionsOf({ accept: ['compact', 'iron'], ttl: 3600, [option]: 3600 }),
      ).not.toThrow()
    },
  )

  it('whatever else is tried, every seal ends within 400 days', async () => {
    const setTime = stopClock()
    for (const options of [
      { ttl: 400 * 24 * 3600, absoluteTimeout: 400 * 24 * 3600 },
      { ttl: undefined, absoluteTimeout: 400 * 24 * 3600 },
      { persistent: false },
      { accept: ['iron'] },
      { lifetime: 'aal1' },
    ] as Options[]) {
      setTime(NOW)
      const sessions = sessionsOf(options)
      const cookie = await cookieOf(sessions, {}, (session) => session.remember(false))
      setTime(NOW + 400 * DAY)
      expect(await originOf(sessions, cookie)).toMatch(/expired|too-old/)
    }
  })

  it('T60: a cookie that is replayed after its Max-Age is refused', async () => {
    const setTime = stopClock()
    const sessions = sessionsOf({ ttl: 60 })
    const { req, res } = nodePair()
    await (await sessions.open(req, res)).save()
    const [line] = linesOf(res)
    setTime(NOW + maxAge(line) * 1000)
    expect(await originOf(sessions, `${NAME}=${line!.split(/[=;]/)[1]}`)).toBe('expired')
  })
})
