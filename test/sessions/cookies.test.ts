import type { ServerResponse } from 'node:http'
import { describe, expect, it } from 'vitest'
import {
  cookieOf,
  jarAfter,
  linesOf,
  listening,
  nodePair,
  NOW,
  type Options,
  originOf,
  sessionsOf,
  type Setting,
  stopClock,
  visit,
} from './support.ts'

const loopback = { socket: { remoteAddress: '127.0.0.1' } }
const plain = { socket: { remoteAddress: '203.0.113.9' } }
const tls = { socket: { remoteAddress: '203.0.113.9', encrypted: true } }
const lineOf = async (options: Options, setting: Setting = {}): Promise<string> =>
  (await visit(sessionsOf(options), setting, (session) => session.save())).lines[0]!
const refused = (options: Options): unknown => {
  try {
    sessionsOf(options)
  } catch (error) {
    return (error as { code: string }).code
  }
  return undefined
}

describe('the attributes of the cookie', () => {
  it('are safe by default', async () => {
    stopClock()
    expect(await lineOf({})).toMatch(
      /^__Host-session=[\w-]+; Max-Age=1209600; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    )
  })

  it('may be Partitioned and have a Priority', async () => {
    const line = await lineOf({
      cookieOptions: { partitioned: true, priority: 'high', sameSite: 'none' },
    })
    expect(line).toMatch(/Priority=High/)
    expect(line).toMatch(/Partitioned/)
    expect(line).toMatch(/SameSite=None/)
  })

  it.each<Options>([
    { cookieOptions: { secure: false } },
    { cookieOptions: { domain: 'example.org' } },
    { cookieOptions: { path: '/app' } },
    { cookieName: '__host-x', cookieOptions: { path: '/app' } },
    { cookieName: '__Secure-x', cookieOptions: { secure: false } },
    { cookieName: '__Http-x', cookieOptions: { httpOnly: false } },
    { cookieName: '__Host-Http-x', cookieOptions: { httpOnly: false } },
    { cookieName: 'x', cookieOptions: { secure: false, sameSite: 'none' } },
    { cookieName: 'x', cookieOptions: { secure: false, partitioned: true } },
    { cookieName: '' },
    { cookieName: 'a b' },
    { cookieName: 'a;b' },
    { cookieName: 'ä' },
    { acceptNames: ['a=b'] },
    { cookieOptions: { path: `/${'x'.repeat(1024)}` }, cookieName: 'x' },
    { cookieOptions: { domain: 'x'.repeat(1025) }, cookieName: 'x' },
    { moved: [{ path: '/' }] },
    { moved: [{}] },
    {
      cookieName: 'x',
      cookieOptions: { domain: 'example.org' },
      moved: [{ domain: '.Example.org' }],
    },
  ])('that a browser would drop are refused at once: %j', (options) => {
    expect(refused(options)).toBe('ERR_IRONSEAL_OPTION')
  })

  it.each<Options>([
    { cookieName: '__Secure-x', cookieOptions: { domain: 'example.org', path: '/a' } },
    { cookieName: '__Host-Http-x' },
    { cookieOptions: { path: `/${'x'.repeat(1023)}` }, cookieName: 'x' },
    { cookieName: 'x', cookieOptions: { secure: false } },
  ])('that work are taken: %j', (options) => {
    expect(refused(options)).toBeUndefined()
  })

  it.each<Options>([
    { cookieOptions: { path: '/a;b' }, cookieName: 'x' },
    { cookieOptions: { domain: 'a\nb' }, cookieName: 'x' },
    { moved: [{ domain: 'a;b' }] },
    { moved: [{ path: '/\u0000' }] },
  ])('T89: cannot carry anything else into the header: %j', (options) => {
    expect(refused(options)).toMatch(/^ERR_IRONSEAL_/)
  })

  it('T18: are the same on deletion', async () => {
    const cookieOptions = {
      domain: 'example.org',
      path: '/a',
      partitioned: true,
      sameSite: 'none',
    } as const
    const { lines } = await visit(
      sessionsOf({ cookieName: 'x', cookieOptions }),
      undefined,
      async (session) => {
        await session.destroy()
      },
    )
    expect(lines).toEqual([
      'x=; Max-Age=0; Domain=example.org; Path=/a; HttpOnly; Secure; Partitioned; SameSite=None',
    ])
  })

  it('T1 T7: leave the cookies of others alone, byte for byte', async () => {
    const others = [
      'a=1; x y',
      '__Host-session2=1',
      'broken',
      '__Host-session=1; Domain=example.org',
    ]
    const sessions = sessionsOf()
    const { req, res } = nodePair()
    res.setHeader('set-cookie', others)
    const session = await sessions.open(req, res)
    await session.save()
    await session.save()
    expect(linesOf(res)).toEqual([...others, expect.stringMatching(/^__Host-session=s/)])
  })
})

describe('`secure: auto`', () => {
  const auto = { cookieOptions: { secure: 'auto' } } as const
  it.each<[string, Setting, Options, boolean]>([
    ['plain http from this machine', loopback, {}, false],
    ['IPv6 loopback', { socket: { remoteAddress: '::1' } }, {}, false],
    ['mapped loopback', { socket: { remoteAddress: '::ffff:127.0.0.1' } }, {}, false],
    ['TLS from this machine', { socket: { remoteAddress: '::1', encrypted: true } }, {}, true],
    ['plain http from elsewhere', plain, {}, true],
    ['TLS', tls, {}, true],
    ['an unknown connection', {}, {}, true],
    [
      'a header that nobody trusts',
      { ...plain, headers: { host: 'localhost', 'x-forwarded-proto': 'http' } },
      {},
      true,
    ],
    [
      'a trusted proxy with TLS',
      { ...loopback, headers: { host: 'e.org', 'x-forwarded-proto': 'https, http' } },
      { trustProxy: true },
      true,
    ],
    [
      'a trusted proxy without',
      { ...loopback, headers: { host: 'e.org', 'x-forwarded-proto': 'http' } },
      { trustProxy: true },
      true,
    ],
    [
      'a trusted proxy on this machine',
      { ...plain, headers: { host: 'localhost:80', 'x-forwarded-proto': 'http' } },
      { trustProxy: true },
      false,
    ],
    [
      'a trusted proxy that says nothing',
      { ...plain, headers: { host: 'localhost' } },
      { trustProxy: true },
      true,
    ],
  ])('with %s', async (_, setting, options, secure) => {
    const line = await lineOf({ ...auto, ...options }, setting)
    expect([line.includes('; Secure'), line.startsWith('__Host-session=')]).toEqual([
      secure,
      secure,
    ])
  })

  it('reads what it wrote, and only that', async () => {
    const sessions = sessionsOf(auto)
    const { cookie } = await visit(sessions, loopback, (session) => session.save())
    expect(cookie).toMatch(/^session=/)
    expect((await visit(sessions, { ...loopback, cookie })).session.origin.kind).toBe('resumed')
    expect((await visit(sessions, { ...tls, cookie })).session.origin.kind).toBe('new')
  })

  it('works on the web by the URL', async () => {
    const sessions = sessionsOf(auto)
    for (const [url, secure] of [
      ['http://localhost:3000/', false],
      ['http://app.localhost/', false],
      ['http://[::1]:80/', false],
      ['https://localhost/', true],
      ['http://example.org/', true],
    ] as const) {
      const headers = new Headers()
      await (await sessions.open(new Request(url), headers)).save()
      expect([url, headers.getSetCookie()[0]!.includes('Secure')]).toEqual([url, secure])
    }
  })

  it('moves a renamed session on this machine too, where both names may be one', async () => {
    const old = sessionsOf({ cookieName: 'session', ...auto })
    const sessions = sessionsOf({ acceptNames: ['session'], ...auto })
    const first = await visit(old, loopback, (session) => {
      session.set('user', 1)
      return session.save()
    })
    const { cookie } = await visit(sessions, { ...loopback, cookie: first.cookie }, (session) => {
      expect(session.get('user')).toBe(1)
      return session.commit()
    })
    const { session } = await visit(sessions, { ...loopback, cookie })
    expect([session.get('user'), session.origin]).toEqual([1, { kind: 'resumed', stale: false }])
  })
})

describe('the size of the cookie', () => {
  it('may be 4096 bytes of name and value, and not one more', async () => {
    // 4 characters of base64url for 3 bytes: sizes are reached to within a step, and names fill the step.
    for (const [size, fits] of [
      [4095, true],
      [4096, true],
      [4097, false],
    ] as const) {
      const sealLength =
        (await cookieOf(sessionsOf(), { t: 'x'.repeat(2940) })).length - '__Host-session='.length
      const cookieName = 'n'.repeat(size - sealLength)
      const sessions = sessionsOf({ cookieName })
      const saved = visit(sessions, undefined, async (session) => {
        session.set('t', 'x'.repeat(2940))
        expect(await session.size()).toBe(size)
        await session.save()
      })
      if (fits) expect((await saved).lines[0]!.split(';')[0]).toHaveLength(size + 1)
      else await expect(saved).rejects.toMatchObject({ code: 'ERR_IRONSEAL_COOKIE_TOO_BIG' })
    }
  })

  it('is explained by names and sizes, never by values', async () => {
    const failed = visit(sessionsOf(), undefined, (session) => {
      session.set('cart', 'SECRET'.repeat(900))
      return session.save()
    })
    await expect(failed).rejects.toMatchObject({ hint: expect.stringMatching(/`cart` \(5402\)/) })
    await expect(failed).rejects.not.toMatchObject({ hint: expect.stringContaining('SECRET') })
  })

  it('T40: may be split over four cookies, and no more', async () => {
    const sessions = sessionsOf({ chunk: true })
    const cookie = await cookieOf(sessions, { t: 'x'.repeat(12_000) })
    expect(cookie.split('; ').map((pair) => pair.split('=')[0])).toEqual(
      [0, 1, 2, 3].map((at) => `__Host-session.${at}`),
    )
    for (const pair of cookie.split('; ')) expect(pair.length - 1).toBeLessThanOrEqual(4096)
    await expect(cookieOf(sessions, { t: 'x'.repeat(13_000) })).rejects.toMatchObject({
      code: 'ERR_IRONSEAL_COOKIE_TOO_BIG',
    })
  })

  it('T28 T37: grows and shrinks without leaving anything behind', async () => {
    const sessions = sessionsOf({ chunk: true })
    let cookie = await cookieOf(sessions, { t: 'x' })
    for (const [length, names] of [
      [8000, 3],
      [4000, 2],
      [10, 1],
      [12_000, 4],
    ] as const) {
      ;({ cookie } = await visit(sessions, cookie, (session) => {
        session.set('t', 'x'.repeat(length))
        return session.save()
      }))
      expect(cookie.split('; ')).toHaveLength(names)
      expect((await visit(sessions, cookie)).session.get('t')).toHaveLength(length)
    }
    const gone = await visit(sessions, cookie, async (session) => session.destroy())
    expect(gone.cookie).toBe('')
  })

  it('is not endangered by a planted chunk, in front or behind, short or long', async () => {
    const sessions = sessionsOf({ chunk: true })
    const cookie = await cookieOf(sessions, { t: 'x'.repeat(8000) })
    expect(cookie.match(/__Host-session\.\d/g)).toHaveLength(3)
    for (const evil of ['evil', 'e'.repeat(4000), 'e'.repeat(5000)]) {
      for (const planted of [
        `__Host-session.0=${evil}; ${cookie}`,
        `${cookie}; __Host-session.3=${evil}`,
        `__Host-session.3=${evil}; ${cookie}; __Host-session.0=${evil}`,
      ])
        expect(await originOf(sessions, planted)).toBe('resumed')
    }
  })
})

describe('several cookies of one name', () => {
  it('T47: bad ones in front or behind do no harm, up to five', async () => {
    const sessions = sessionsOf()
    const good = await cookieOf(sessions)
    const bad = '__Host-session=bad'
    expect(await originOf(sessions, [bad, good, bad].join('; '))).toBe('resumed')
    expect(await originOf(sessions, [bad, bad, bad, bad, good].join('; '))).toBe('resumed')
    expect(await originOf(sessions, [bad, bad, bad, bad, bad, good].join('; '))).toBe('malformed')
  })

  it('give the authentic one issued last, and tell of different sessions', async () => {
    const setTime = stopClock()
    const { sessions, events } = listening()
    const older = await cookieOf(sessions, { n: 1 })
    setTime(NOW + 1)
    const newer = await cookieOf(sessions, { n: 2 })
    for (const header of [`${older}; ${newer}`, `${newer}; ${older}`]) {
      events.length = 0
      const { session } = await visit(sessions, header)
      expect(session.get('n')).toBe(2)
      expect(events.map(({ type }) => type)).toEqual(['ambiguous', 'opened'])
    }
    events.length = 0
    await visit(sessions, `${newer}; ${newer}`, (session) => session.get('n'))
    expect(events.map(({ type }) => type)).toEqual(['opened'])
  })

  it('give the dated one where the other format tells no time', async () => {
    const both = listening({ accept: ['compact', 'iron'] })
    const iron = await cookieOf(sessionsOf({ accept: ['iron'] }), { n: 1 })
    const compact = await cookieOf(sessionsOf(), { n: 2 })
    for (const header of [`${iron}; ${compact}`, `${compact}; ${iron}`]) {
      expect((await visit(both.sessions, header)).session.get('n')).toBe(2)
    }
    expect((await visit(both.sessions, `${iron}; ${iron}`)).session.get('n')).toBe(1)
    expect(both.events.map(({ type }) => type)).not.toContain('ambiguous')
  })
})

describe('a cookie that moved', () => {
  it('is renamed without a logout', async () => {
    const { sessions, events } = listening({ acceptNames: ['old', 'older'] })
    const first = await cookieOf(sessionsOf({ cookieName: 'older' }))
    const { cookie, lines } = await visit(sessions, first, (session) => {
      expect(session.origin).toEqual({ kind: 'resumed', stale: true })
      return session.commit()
    })
    expect(lines).toEqual([
      expect.stringMatching(/^__Host-session=s/),
      expect.stringMatching(/^older=; Max-Age=0/),
    ])
    expect(events.at(-1)!.type).toBe('renewed')
    expect(await originOf(sessions, cookie)).toBe('resumed')
    expect(await originOf(sessions, first.replace('older', 'other'))).toBe('new')
  })

  it('is expired at its old places, in one response with the new one', async () => {
    const moved = [{ domain: 'example.org' }, { path: '/app' }]
    const sessions = sessionsOf({ cookieName: 'x', moved })
    const { lines } = await visit(sessions, undefined, (session) => session.save())
    expect(lines).toEqual([
      expect.stringMatching(/^x=s.*; Path=\/;/),
      expect.stringMatching(/^x=; Max-Age=0; Domain=example\.org; Path=\/;/),
      expect.stringMatching(/^x=; Max-Age=0; Path=\/app;/),
    ])
    const store = new Map<string, string>()
    const jar = {
      read: (name: string) => store.get(name),
      write: (name: string, value: string) => void store.set(name, value),
    }
    await (await sessions.open(jar)).save()
    expect(store.get('x')).toMatch(/^s/)
  })

  it('is ended at its old places as well, in all of its chunks', async () => {
    const sessions = sessionsOf({ cookieName: 'x', chunk: true, moved: [{ path: '/app' }] })
    const cookie = await cookieOf(sessions, { a: 'a'.repeat(4000) })
    const { lines } = await visit(sessions, cookie, (session) => session.destroy())
    const ended = lines.map((line) => line.replace(/=;.*(?= Path)|; HttpOnly.*/g, ''))
    expect(ended.sort()).toEqual(
      ['x', 'x.0', 'x.1'].flatMap((name) => [`${name} Path=/`, `${name} Path=/app`]),
    )
  })
})

describe('caches', () => {
  const headersOf = async (
    setting: Setting,
    act: (session: any) => unknown,
    present: Record<string, string> = {},
    options: Options = {},
  ): Promise<unknown[]> => {
    const sessions = sessionsOf(options)
    const { req, res } = nodePair(setting)
    for (const [name, value] of Object.entries(present)) res.setHeader(name, value)
    await act(await sessions.open(req, res))
    return [res.getHeader('vary'), res.getHeader('cache-control')]
  }

  it('T74: keep nothing of a response that has or read a session', async () => {
    const cookie = await cookieOf(sessionsOf())
    const read = (session: any): unknown => session.has('user')
    const save = (session: any): unknown => session.save()
    expect(await headersOf({}, read)).toEqual(['Cookie', undefined])
    expect(await headersOf({ cookie }, read)).toEqual(['Cookie', 'private, no-store'])
    expect(await headersOf({}, save)).toEqual(['Cookie', 'private, no-store'])
    expect(await headersOf({ cookie }, (session) => session.destroy())).toEqual([
      'Cookie',
      'private, no-store',
    ])
    expect(await headersOf({ cookie }, read, {}, { cacheHeaders: false })).toEqual([
      undefined,
      undefined,
    ])
  })

  it.each([
    ['Accept', 'max-age=0', 'Accept, Cookie', 'max-age=0, private, no-store'],
    ['cookie', 'no-store', 'cookie', 'no-store, private'],
    ['*', 'private, no-store', '*', 'private, no-store'],
    [
      'Accept,COOKIE',
      'public, s-maxage=60, max-age=60',
      'Accept,COOKIE',
      'max-age=60, private, no-store',
    ],
    ['', 'Public, Private, No-Store', 'Cookie', 'Private, No-Store'],
  ])('are told so beside what others said: %s, %s', async (vary, control, newVary, newControl) => {
    expect(
      await headersOf({}, (session) => session.save(), { vary, 'cache-control': control }),
    ).toEqual([newVary, newControl])
  })

  it.each<[string, (res: ServerResponse) => unknown]>([
    ['setHeader', (res) => res.setHeader('cache-control', 'public, max-age=60').writeHead(200)],
    [
      'writeHead',
      (res) => res.writeHead(200, { 'Cache-Control': 'public, max-age=60', Vary: 'a' }),
    ],
    ['a list', (res) => res.writeHead(200, 'OK', ['cache-control', 'public, max-age=60'])],
  ])('are told so over what is said later, with %s', async (_how, answer) => {
    const sessions = sessionsOf()
    const { req, res } = nodePair({ cookie: await cookieOf(sessions) })
    const session = await sessions.open(req, res)
    session.get('user')
    answer(res)
    expect(res.getHeader('cache-control')).toBe('max-age=60, private, no-store')
    expect(res.getHeader('vary')).toMatch(/Cookie$/)
  })

  it('keep one response for each bearer seal as well', async () => {
    const read = (session: any): unknown => session.has('user')
    expect(await headersOf({}, read, {}, { bearer: true })).toEqual([
      'Authorization, Cookie',
      undefined,
    ])
  })

  it('are told of all that sessions of two kinds depend on, over what is said later', async () => {
    const { req, res } = nodePair({})
    for (const options of [{ bearer: true }, { cookieName: 'other' }]) {
      const session = await sessionsOf(options).open(req, res)
      session.get('user')
    }
    res.setHeader('vary', 'Accept').writeHead(200)
    expect(String(res.getHeader('vary')).split(', ').toSorted()).toEqual([
      'Accept',
      'Authorization',
      'Cookie',
    ])
  })

  it('hear of it in a response that was made later', async () => {
    const sessions = sessionsOf()
    const cookie = await cookieOf(sessions)
    const session = await sessions.open(new Request('https://e.org', { headers: { cookie } }))
    session.get('user')
    const { headers } = await session.commit(new Response('', { headers: { vary: 'Accept' } }))
    expect([headers.get('vary'), headers.get('cache-control')]).toEqual([
      'Accept, Cookie',
      'private, no-store',
    ])
  })
})

it('jarAfter keeps what the tests believe of a browser', () => {
  expect(jarAfter(['a=1; Path=/', 'b=; Max-Age=0', 'c=x=y'], 'b=2')).toBe('a=1; c=x=y')
})
