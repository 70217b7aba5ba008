import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { platform } from '#platform'
import iron from '@hapi/iron'
import { describe, expect, it, vi } from 'vitest'
import { isSessionError } from '../../src/index.ts'
import { getIronSession } from '../../src/iron-session.ts'
import {
  open,
  OPTIONS,
  OTHER_PASSWORD,
  ours,
  PASSWORD,
  responseOf,
  sealIn,
  sealOf,
} from './next-iron-session-pair.ts'

/*
 * Bugs that other session libraries had, by the ids of docs: each is a class of fault, shown on the functions that could have it.
 * Where the two faces differ, the rows of their originals decide.
 */

const webRequest = (cookie = ''): Request =>
  new Request('https://example.org/', cookie === '' ? {} : { headers: { cookie } })
/** A session of iron-session over the web's classes. */
const openIron = async (cookie = '', options: object = {}, headers = new Headers()) => {
  const session: any = await getIronSession(webRequest(cookie), headers, { ...OPTIONS, ...options })
  return { session, headers, sent: () => headers.getSetCookie() }
}
const ironSeal = async (data: object = { a: 1 }): Promise<string> => {
  const { session, sent } = await openIron()
  Object.assign(session, data)
  await session.save()
  return sealIn(sent()[0]!)
}
const GARBAGE = ['', 'undefined', 'null', 'abc', '[object Object]', 's%3Aabc.def', '*'.repeat(8192)]
const KEYS = [
  'save',
  'destroy',
  'cookie',
  '_x',
  'constructor',
  'isNew',
  'length',
  'then',
  'get',
  'set',
]

describe('Set-Cookie of others', () => {
  const present = [
    'a=1; Path=/; Expires=Thu, 01 Jan 2030 00:00:00 GMT',
    'b=%E0%A4%A',
    'no cookie at all',
  ]

  it('T1, T7: stays byte for byte when a session is saved or destroyed', async () => {
    const { session, res } = await open(ours)
    res.setHeader('Set-Cookie', present)
    const line = await session.save()
    session.destroy()
    expect(res.getHeader('set-cookie')).toEqual([...present, line, expect.stringMatching(/^c=;/)])
  })

  it('T1, T7: stays byte for byte with iron-session, also where a cookie is replaced', async () => {
    const headers = new Headers()
    for (const line of present.slice(0, 2)) headers.append('set-cookie', line)
    const { session, sent } = await openIron('', {}, headers)
    for (let time = 0; time < 3; time++) await session.save()
    session.destroy()
    expect(sent()).toEqual([...present.slice(0, 2), expect.stringMatching(/^c=; Max-Age=0;/)])
  })

  it('T3: is not lost when others write to the same store after the session', async () => {
    const cookies = new Map<string, string>()
    const store = {
      get: (name: string) => (cookies.has(name) ? { name, value: cookies.get(name)! } : undefined),
      set: (name: string, value: string) => cookies.set(name, value),
    }
    const session: any = await getIronSession(store, OPTIONS)
    session.a = 1
    await session.save()
    store.set('x', '1')
    expect([...cookies.keys()]).toEqual(['c', 'x'])
  })

  it('T4: keeps all chunks beside those of another library', async () => {
    const headers = new Headers()
    const { session, sent } = await openIron('', { chunk: true }, headers)
    session.big = 'x'.repeat(8000)
    headers.append('set-cookie', 'before=1')
    await session.save()
    headers.append('set-cookie', 'after=1')
    const names = sent().map((line) => line.slice(0, line.indexOf('=')))
    expect(names).toEqual(['before', 'c.0', 'c.1', 'c.2', 'after'])
  })
})

describe('several writes in one response', () => {
  it('T2: leave one cookie with iron-session, the last one', async () => {
    const { session, sent } = await openIron()
    for (session.n = 1; session.n < 4; session.n++) await session.save()
    expect(sent()).toHaveLength(1)
    expect((await openIron(`c=${sealIn(sent()[0]!)}`)).session.n).toBe(3)
  })

  it('T2: leave the deletion alone when the session is destroyed after a save', async () => {
    const { session, sent } = await openIron()
    session.a = 1
    await session.save()
    session.destroy()
    expect(sent()).toEqual([expect.stringMatching(/^c=; Max-Age=0;/)])
  })

  it('T2, T37: leave no chunk when the session is destroyed after a save', async () => {
    const { session, sent } = await openIron('', { chunk: true })
    session.big = 'x'.repeat(8000)
    await session.save()
    session.destroy()
    const alive = sent().filter((line) => !line.includes('Max-Age=0'))
    expect(alive).toEqual([])
  })

  it('T6: take domains for the same that differ in a dot or in case', async () => {
    const headers = new Headers({ 'set-cookie': 'c=old; Path=/; Domain=.Example.COM' })
    const { session, sent } = await openIron(
      '',
      { cookieOptions: { domain: 'example.com' } },
      headers,
    )
    await session.save()
    expect(sent()).toHaveLength(1)
  })

  it('T22: are one session when it is opened twice at once, with and without a cookie', async () => {
    for (const cookie of [undefined, `c=${await sealOf(ours)}`]) {
      const req: any = { headers: cookie === undefined ? {} : { cookie } }
      const res = responseOf()
      const sessions = await Promise.all(
        [1, 2].map(async () => {
          await ours.applySession(req, res, OPTIONS)
          return req.session
        }),
      )
      expect(sessions[0]).toBe(sessions[1])
    }
    const [request, headers] = [webRequest(), new Headers()]
    const both = [
      getIronSession(request, headers, OPTIONS),
      getIronSession(request, headers, OPTIONS),
    ]
    const [one, two]: any[] = await Promise.all(both)
    one.a = 1
    expect(two.a).toBe(1)
  })

  it('T21: share a logout: what one part destroyed, another cannot bring back', async () => {
    const cookie = `c=${await sealOf(ours, { user: 1 })}`
    const req: any = { headers: { cookie } }
    const res = responseOf()
    await ours.applySession(req, res, OPTIONS)
    const first = req.session
    await ours.withIronSession(async (request: any) => {
      expect(request.session.get('user')).toBe(1)
      first.destroy()
      expect(request.session.get('user')).toBeUndefined()
      await request.session.save()
    }, OPTIONS)(req, res)
    const [, last] = res.getHeader('set-cookie') as string[]
    expect((await open(ours, {}, `c=${sealIn(last!)}`)).session.get()).toEqual({})
  })

  it('T20, T21: leave a logout alone with iron-session', async () => {
    const [request, headers] = [webRequest(`c=${await ironSeal({ user: 1 })}`), new Headers()]
    const one: any = await getIronSession(request, headers, OPTIONS)
    const two: any = await getIronSession(request, headers, OPTIONS)
    one.destroy()
    expect(two.user).toBeUndefined()
    await two.save()
    two.user = 2
    await expect(two.save()).rejects.toMatchObject({ code: 'ERR_IRONSEAL_DESTROYED' })
    expect(headers.getSetCookie()).toEqual([expect.stringMatching(/^c=; Max-Age=0;/)])
  })

  it('T11: keep the cookie when the handler throws afterwards', async () => {
    const res = responseOf()
    const failing = ours.withIronSession(async (req: any) => {
      req.session.set('message', 'kept')
      await req.session.save()
      throw new Error('later')
    }, OPTIONS)
    await expect(failing({ headers: {} }, res)).rejects.toThrow('later')
    const [line] = res.getHeader('set-cookie') as string[]
    expect((await open(ours, {}, `c=${sealIn(line!)}`)).session.get('message')).toBe('kept')
  })
})

describe('a response that takes no cookie', () => {
  it('T9: is named by the error when its headers are immutable', async () => {
    const response = Response.redirect('https://example.org/')
    const session: any = await getIronSession(webRequest(), response, OPTIONS)
    await expect(session.save()).rejects.toMatchObject({ code: 'ERR_IRONSEAL_NOT_WRITABLE' })
    expect(() => session.destroy()).toThrow(
      expect.objectContaining({ code: 'ERR_IRONSEAL_NOT_WRITABLE' }),
    )
  })

  it('T16: makes destroy fail like save', async () => {
    const response = new Response('body')
    const session: any = await getIronSession(webRequest(), response, OPTIONS)
    await response.text()
    await expect(session.save()).rejects.toMatchObject({ code: 'ERR_IRONSEAL_NOT_WRITABLE' })
    expect(() => session.destroy()).toThrow(
      expect.objectContaining({ code: 'ERR_IRONSEAL_NOT_WRITABLE' }),
    )
  })

  it('T14: has the cookie of a save that nobody awaited, where sealing is synchronous', async () => {
    const server = createServer((req: any, res) => {
      void ours.applySession(req, res, OPTIONS).then(() => {
        req.session.save().catch(() => undefined)
        res.end('sent')
      })
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
    server.close()
    expect(response.headers.getSetCookie()).toHaveLength(platform.synchronous ? 1 : 0)
  })
})

describe('a deletion', () => {
  const attributes = {
    domain: 'example.org',
    path: '/app',
    sameSite: 'none',
    partitioned: true,
  } as const
  const deletion =
    'c=; Max-Age=0; Domain=example.org; Path=/app; HttpOnly; Secure; Partitioned; SameSite=None'

  it('T17, T18, T19: has Max-Age=0 and the attributes of the cookie, also when none came', async () => {
    const cookieOptions = { ...attributes, maxAge: 3600 }
    const { session, sent } = await open(ours, { cookieOptions })
    session.destroy()
    expect(sent()).toEqual([deletion])
    const second = await openIron('', { cookieOptions })
    second.session.destroy()
    expect(second.sent()).toEqual([deletion])
  })
})

describe('hostile and foreign cookies', () => {
  it.each(GARBAGE)('T42: are an empty session with a reason: %j', async (value) => {
    const { session } = await open(ours, {}, `c=${value}`)
    const reason = value.length > 4096 ? 'oversize' : 'malformed'
    expect(session.origin).toEqual({ kind: 'rejected', reason })
    expect(session.get()).toEqual({})
    const reasons: unknown[] = []
    const onUnsealError = (reason: unknown): void => void reasons.push(reason)
    expect({ ...(await openIron(`c=${value}`, { onUnsealError })).session }).toEqual({})
    expect(reasons).toEqual(value === '' ? [] : ['invalid'])
  })

  it('T43: are judged without a look at error texts: bad padding is bad on every platform', async () => {
    const secrets = { id: '1', encryption: OTHER_PASSWORD, integrity: PASSWORD }
    const envelope = { persistent: { a: 1 }, flash: {} }
    const origins = await Promise.all(
      Array.from({ length: 20 }, async () => {
        const seal = await iron.seal(envelope, secrets, iron.defaults)
        return (await open(ours, {}, `c=${seal}`)).session.origin
      }),
    )
    expect(new Set(origins.map((origin) => JSON.stringify(origin)))).toEqual(
      new Set(['{"kind":"rejected","reason":"malformed"}']),
    )
  })

  it.each(['text', 7, null, [1, 2], true])(
    'T44: with the root %j are an empty session',
    async (root) => {
      const seal = await iron.seal(root, { id: '1', secret: PASSWORD } as never, iron.defaults)
      const { session } = await open(ours, {}, `c=${seal}`)
      expect(session.origin).toEqual({ kind: 'rejected', reason: 'malformed' })
      expect(session.get()).toEqual({})
      expect({ ...(await openIron(`c=${seal}~2`)).session }).toEqual({})
    },
  )

  it('T47: do not hide a good one of the same name from iron-session', async () => {
    const good = await ironSeal({ user: 1 })
    for (const header of [
      `c=bad; c=${good}`,
      `c=${good}; c=bad`,
      `c=a; c=b; c=d; c=e; c=${good}`,
    ]) {
      expect((await openIron(header)).session.user).toBe(1)
    }
  })

  it('T49: have no mark outside of the MAC that changes the shape of the data', async () => {
    const reshape = { user: { id: 1 }, persistent: { admin: true } }
    const flat = (await ironSeal(reshape)).replace(/~2$/, '')
    const nested = await sealOf(ours, { a: 1 })
    for (const suffix of ['', '~1', '~2', '~3', '~22']) {
      expect({ ...(await openIron(`c=${flat}${suffix}`)).session }).toEqual(reshape)
      expect((await open(ours, {}, `c=${nested}${suffix}`)).session.get()).toEqual({ a: 1 })
      expect((await open(ours, {}, `c=${flat}${suffix}`)).session.origin).toEqual({
        kind: 'rejected',
        reason: 'malformed',
      })
    }
  })

  it('T50: may have malformed percent-encoding, in our value or in another', async () => {
    const seal = await sealOf(ours)
    for (const bad of ['%E0%A4%A', '%', '%zz', '%ff']) {
      expect((await open(ours, {}, `c=${bad}`)).session.get()).toEqual({})
      expect((await open(ours, {}, `x=${bad}; c=${seal}`)).session.get()).toEqual({ a: 1 })
      expect({ ...(await openIron(`c=${bad}`)).session }).toEqual({})
    }
  })
})

describe('session data', () => {
  it('T45: may have any keys, the names of methods among them', async () => {
    const data = Object.fromEntries(KEYS.map((key) => [key, { of: key }]))
    const { session } = await open(ours, {}, `c=${await sealOf(ours, data)}`)
    expect(session.get()).toEqual(data)
    for (const key of KEYS) expect(session.get(key)).toEqual({ of: key })
  })

  it('T45: with a key `__proto__` is refused when it is written, not when it is read', async () => {
    const { session } = await open(ours)
    expect(() => session.set('__proto__', { admin: true })).toThrow(/__proto__/)
    session.set('a', JSON.parse('{"__proto__":{"admin":true}}'))
    await expect(session.save()).rejects.toMatchObject({ code: 'ERR_IRONSEAL_DATA' })
    expect({}).not.toHaveProperty('admin')
  })
})

describe('passwords', () => {
  const ring = (...ids: number[]) =>
    ids.map((id) => ({ id, password: `${PASSWORD}, the number ${id}` }))

  it('T76: of updateConfig are used, and checked', async () => {
    const { session, sent } = await openIron()
    session.a = 1
    session.updateConfig({ ...OPTIONS, password: { 2: OTHER_PASSWORD, 1: PASSWORD } })
    await session.save()
    expect(sealIn(sent()[0]!)).toMatch(/^Fe26\.2\*2\*/)
    expect(() => session.updateConfig({ ...OPTIONS, password: 'short' })).toThrow(/at least 32/)
  })

  it('T78: rotate three times, and each old one still reads', async () => {
    let seal = await sealOf(ours, { a: 1 }, { password: ring(1) })
    for (const ids of [
      [2, 1],
      [3, 2, 1],
      [4, 3, 2, 1],
    ]) {
      const { session } = await open(ours, { password: ring(...ids) }, `c=${seal}`)
      expect(session.get()).toEqual({ a: 1 })
      expect(session.origin).toEqual({ kind: 'resumed', stale: true })
      seal = sealIn(await session.save())
      expect(seal).toMatch(new RegExp(`^Fe26\\.2\\*${ids[0]}\\*`))
    }
    const first = await sealOf(ours, { a: 1 }, { password: ring(1) })
    const { session } = await open(ours, { password: ring(4, 3, 2, 1) }, `c=${first}`)
    expect(session.get()).toEqual({ a: 1 })
  })

  it('T80: that a cookie names and nobody has are a reason and no exception', async () => {
    const seal = await sealOf(ours, { a: 1 }, { password: ring(9) })
    const { session } = await open(ours, { password: ring(1) }, `c=${seal}`)
    expect(session.origin).toEqual({ kind: 'rejected', reason: 'unknown-key' })
    const onUnsealError = vi.fn()
    await openIron(`c=${seal}~2`, { onUnsealError })
    expect(onUnsealError.mock.calls).toEqual([['unknown-password', expect.any(Error)]])
    expect(isSessionError(onUnsealError.mock.calls[0]![1])).toBe(false)
  })
})
