import type { ServerResponse } from 'node:http'
import { describe, expect, it } from 'vitest'
import { ironSession, type SessionEvent, withIronSession } from '../../src/index.ts'
import {
  cookieOf,
  jarAfter,
  linesOf,
  nodePair,
  NAME,
  NOW,
  type Options,
  originOf,
  OTHER_PASSWORD,
  PASSWORD,
  sessionsOf,
  stopClock,
  visit,
} from './support.ts'

describe('rotating the password', () => {
  it('reads old seals and renews them at the next commit, without a logout', async () => {
    const first = await cookieOf(sessionsOf({ password: OTHER_PASSWORD }))
    const sessions = sessionsOf({ password: [PASSWORD, OTHER_PASSWORD] })
    const { cookie, lines } = await visit(sessions, first, (session) => {
      expect(session.origin).toEqual({ kind: 'resumed', stale: true })
      return session.commit()
    })
    expect(lines).toHaveLength(1)
    expect(await originOf(sessionsOf(), cookie)).toBe('resumed')
    const again = await visit(sessions, cookie, (session) => {
      session.get('user')
      return session.commit()
    })
    expect(again.lines).toEqual([])
  })

  it('in stages: every server knows the new one before any seals with it', async () => {
    const setTime = stopClock()
    const sealFrom = new Date(NOW + 1000)
    const retireAt = new Date(NOW + 2000)
    const rotating = sessionsOf({
      password: [
        { password: PASSWORD, sealFrom },
        { password: OTHER_PASSWORD, retireAt },
      ],
    })
    const [onlyOld, onlyNew] = [sessionsOf({ password: OTHER_PASSWORD }), sessionsOf()]
    const before = await cookieOf(rotating)
    expect([await originOf(onlyOld, before), await originOf(onlyNew, before)]).toEqual([
      'resumed',
      'unknown-key',
    ])
    setTime(NOW + 1000)
    const after = await cookieOf(rotating)
    expect(await originOf(onlyNew, after)).toBe('resumed')
    setTime(NOW + 1999)
    expect(await originOf(rotating, before)).toBe('resumed')
    setTime(NOW + 2000)
    expect([await originOf(rotating, before), await originOf(rotating, after)]).toEqual([
      'unknown-key',
      'resumed',
    ])
  })

  it('by a provider: an unknown key makes it fetch again, once', async () => {
    const setTime = stopClock()
    let secrets = [OTHER_PASSWORD]
    let fetched = 0
    const sessions = sessionsOf({
      password: async () => {
        fetched++
        return secrets
      },
    })
    const old = await cookieOf(sessions)
    secrets = [PASSWORD, OTHER_PASSWORD]
    const fresh = await cookieOf(sessionsOf())
    setTime(NOW + 61_000)
    expect(await originOf(sessions, fresh)).toBe('resumed')
    expect(await originOf(sessions, old)).toBe('resumed')
    const foreign = await cookieOf(sessionsOf({ password: `${PASSWORD}x` }))
    for (let time = 0; time < 5; time++)
      expect(await originOf(sessions, foreign)).toBe('unknown-key')
    expect(fetched).toBe(2)
  })

  it('by a provider that fails later: what is known stays in use, and an event tells', async () => {
    const setTime = stopClock()
    const failure = new Error('down')
    const events: SessionEvent[] = []
    let down = false
    const sessions = sessionsOf({
      password: async () => {
        if (down) throw failure
        return OTHER_PASSWORD
      },
      onEvent: (event) => void events.push(event),
    })
    const known = await cookieOf(sessions)
    down = true
    setTime(NOW + 61_000)
    expect(await originOf(sessions, await cookieOf(sessionsOf()))).toBe('unknown-key')
    expect(await originOf(sessions, known)).toBe('resumed')
    expect(events.filter(({ type }) => type === 'key-refresh-failed')).toEqual([
      { type: 'key-refresh-failed', cookieName: NAME, error: failure },
    ])
  })

  it('by a provider that fails: the error passes through, and the next request tries again', async () => {
    let down = true
    const sessions = sessionsOf({
      password: async () => {
        if (down) throw new Error('down')
        return PASSWORD
      },
    })
    const cookie = await cookieOf(sessionsOf())
    await expect(visit(sessions, cookie)).rejects.toThrow('down')
    await expect(sessions.check()).rejects.toThrow('down')
    down = false
    expect(await originOf(sessions, cookie)).toBe('resumed')
  })
})

describe('the password', () => {
  it.each<[string, Options]>([
    ['retired', { password: [{ password: PASSWORD, retireAt: new Date(NOW) }] }],
    ['still waiting', { password: [{ password: PASSWORD, sealFrom: new Date(NOW + 1) }] }],
    ['bytes, in Iron', { password: new Uint8Array(32).map((_, i) => i * 7), accept: ['iron'] }],
  ])('is not good when it cannot seal: all keys are %s', async (_, options) => {
    stopClock()
    await expect(sessionsOf(options).check()).rejects.toMatchObject({
      code: 'ERR_IRONSEAL_PASSWORD',
    })
  })

  it.each([undefined, '', 'short', 'x'.repeat(40), 'complex_password_at_least_32_characters_long'])(
    'is checked at first use, not before: %j',
    async (password) => {
      const sessions = sessionsOf({ password })
      await expect(sessions.check()).rejects.toMatchObject({ code: 'ERR_IRONSEAL_PASSWORD' })
      await expect(cookieOf(sessions)).rejects.toMatchObject({ code: 'ERR_IRONSEAL_PASSWORD' })
      const failed = await sessions
        .check()
        .catch((error: Error) => `${error.message} ${error.stack}`)
      if (password) expect(failed).not.toContain(password)
    },
  )

  it('may be weak in tests', async () => {
    await sessionsOf({ password: 'x'.repeat(32), allowWeakPassword: true }).check()
  })
})

describe('Iron and compact in one deployment', () => {
  const dropIn = { password: PASSWORD, cookieName: 'myapp', cookieOptions: { secure: false } }
  const modern = (accept: Options['accept']) =>
    sessionsOf({ cookieName: 'myapp', accept, cookieOptions: { secure: false } })

  /** One visit to an application on the drop-in API. */
  const dropInVisit = async (
    cookie: string,
    handler: (session: any) => unknown,
  ): Promise<string> => {
    const { req, res } = nodePair({ cookie })
    await withIronSession(async (given: any) => handler(given.session), dropIn)(req, res)
    return jarAfter(linesOf(res), cookie)
  }

  it('nobody is logged out on the way from Iron to compact and back', async () => {
    let cookie = await dropInVisit('', async (session) => {
      session.set('user', { id: 1 })
      session.setFlash?.('x', 1)
      await session.save()
    })
    expect(cookie).toMatch(/^myapp=Fe26/)
    // Two versions of the application run side by side; each request may meet either.
    for (const accept of [
      ['iron', 'compact'],
      ['compact', 'iron'],
      ['iron', 'compact'],
    ] as const) {
      for (let round = 0; round < 2; round++) {
        ;({ cookie } = await visit(modern(accept), cookie, (session) => {
          expect(session.get('user')).toEqual({ id: 1 })
          return session.commit()
        }))
        expect(cookie.startsWith('myapp=Fe26')).toBe(accept[0] === 'iron')
        cookie = await dropInVisit(cookie, async (session) => {
          expect(session.get('user')).toEqual({ id: 1 })
          if (round === 0) await session.save()
        })
      }
    }
  })

  it('flash data crosses over as well', async () => {
    const { cookie } = await visit(modern(['compact']), undefined, (session) => {
      session.flash('notice', 'Saved')
      return session.save()
    })
    await dropInVisit(cookie, (session) => expect(session.get('notice')).toBe('Saved'))
    const { req, res } = nodePair({ cookie })
    const middleware = ironSession(dropIn)
    middleware(req, res, () => undefined)
  })

  it('a format that is not accepted is malformed, whichever key sealed it', async () => {
    const iron = await cookieOf(modern(['iron']))
    const compact = await cookieOf(modern(['compact']))
    expect(await originOf(modern(['compact']), iron)).toBe('malformed')
    expect(await originOf(modern(['iron']), compact)).toBe('malformed')
  })

  it.each([[[]], [['jwe']], [['compact', 'constructor']]])('accept cannot be %j', (accept) => {
    expect(() => sessionsOf({ accept: accept as never })).toThrow(
      expect.objectContaining({ code: 'ERR_IRONSEAL_OPTION', option: 'accept' }),
    )
  })
})

it('a handler gets the modern handle from `withIronSession(handler, sessions)`', async () => {
  const sessions = sessionsOf()
  const { req, res } = nodePair({ cookie: await cookieOf(sessions) })
  const handler = withIronSession(
    async (given: any, _res: ServerResponse) => [
      given.session.get('user'),
      given.session.origin.kind,
    ],
    sessions,
  )
  expect(await handler(req, res)).toEqual([1, 'resumed'])
  expect(NAME).toBe('__Host-session')
})
