import { once } from 'node:events'
import { createServer, request as send, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it, vi } from 'vitest'
import {
  type Api,
  both,
  frameOf,
  open,
  OPTIONS,
  OTHER_PASSWORD,
  outcome,
  ours,
  responseOf,
  sealIn,
  sealOf,
  theirs,
} from './next-iron-session-pair.ts'

afterEach(() => vi.useRealTimers())

/** The `Set-Cookie` of a save, less the seal. */
const frame = async (api: Api, options: object): Promise<string> =>
  frameOf(await (await open(api, options)).session.save())
const maxAge = async (api: Api, options: object): Promise<unknown> => {
  const saved = await outcome(async () => frame(api, options))
  return 'value' in saved ? Number(/Max-Age=(-?\d+)/.exec(saved.value as string)?.[1]) : saved.error
}
/** The expiry field of the seal of a save, relative to now. */
const sealLife = async (api: Api, options: object): Promise<number | ''> => {
  vi.useFakeTimers({ toFake: ['Date'], now: 1_700_000_000_000 })
  const { session } = await open(api, options)
  const field = sealIn(await session.save()).split('*')[5]
  return field === '' ? '' : Number(field) - 1_700_000_000_000
}

describe.each(both)('the cookie of $name', (api) => {
  it('N9: lives 15 days, and its Max-Age is a minute shorter', async () => {
    expect(await maxAge(api, {})).toBe(15 * 24 * 3600 - 60)
    expect(await sealLife(api, {})).toBe(15 * 24 * 3600 * 1000)
  })

  it.each([
    [0, 2147483587],
    [30, -30],
    [60, 0],
    [61, 1],
    [-1, -61],
    [null, -60],
    [1.5, -59],
    ['100', 40],
    [undefined, 1295940],
    ['x', 'option maxAge is invalid'],
    [NaN, 'option maxAge is invalid'],
    [Infinity, 'option maxAge is invalid'],
  ])('N10: with ttl %j has the Max-Age %j', async (ttl, expected) => {
    expect(await maxAge(api, { ttl })).toBe(expected)
  })

  it.each([
    [0, ''],
    [30, 30_000],
    [-1, -1000],
    [1.5, 1500],
    ['100', 100_000],
  ])('N10: with ttl %j has a seal that ends in %j ms', async (ttl, expected) => {
    expect(await sealLife(api, { ttl })).toBe(expected)
  })

  it.each([0, null, undefined, NaN, ''])(
    'N10: computes Max-Age where maxAge is %j',
    async (value) => {
      expect(await maxAge(api, { cookieOptions: { maxAge: value } })).toBe(1295940)
      expect(await maxAge(api, { ttl: 0, cookieOptions: { maxAge: value } })).toBe(2147483587)
    },
  )

  it.each([
    [10.7, 10],
    ['100', 100],
    [-5, -5],
    [1, 1],
  ])('N10: uses the maxAge %j of the user', async (value, expected) => {
    expect(await maxAge(api, { ttl: 5000, cookieOptions: { maxAge: value } })).toBe(expected)
  })

  it('N11: has its attributes by default, also over plain http', async () => {
    expect(await frame(api, {})).toBe(
      'c=SEAL; Max-Age=1295940; Path=/; HttpOnly; Secure; SameSite=Lax',
    )
  })

  it.each([
    [{ secure: false }, 'c=SEAL; Max-Age=1295940; Path=/; HttpOnly; SameSite=Lax'],
    [{ secure: undefined }, 'c=SEAL; Max-Age=1295940; Path=/; HttpOnly; SameSite=Lax'],
    [{ httpOnly: false, path: '/app' }, 'c=SEAL; Max-Age=1295940; Path=/app; Secure; SameSite=Lax'],
    [{ path: undefined }, 'c=SEAL; Max-Age=1295940; HttpOnly; Secure; SameSite=Lax'],
    [{ sameSite: false }, 'c=SEAL; Max-Age=1295940; Path=/; HttpOnly; Secure'],
    [{ sameSite: true }, 'c=SEAL; Max-Age=1295940; Path=/; HttpOnly; Secure; SameSite=Strict'],
    [{ sameSite: 'None' }, 'c=SEAL; Max-Age=1295940; Path=/; HttpOnly; Secure; SameSite=None'],
    [
      { domain: 'example.org' },
      'c=SEAL; Max-Age=1295940; Domain=example.org; Path=/; HttpOnly; Secure; SameSite=Lax',
    ],
  ])('N11: merges %j over them', async (cookieOptions, expected) => {
    expect(await frame(api, { cookieOptions })).toBe(expected)
  })

  it('N11: encodes with the encoder of the user, also the empty value of destroy', async () => {
    const encode = (value: string): string => `[${value.length > 0 ? 'seal' : ''}]`
    const { session, sent } = await open(api, { cookieOptions: { encode } })
    await session.save()
    session.destroy()
    expect(sent().map((line) => sealIn(line))).toEqual(['[seal]', '[]'])
  })

  it.each([
    [{ sameSite: 'sloppy' }, 'option sameSite is invalid'],
    [{ expires: 'tomorrow' }, 'option expires is invalid'],
    [{ path: '/\n' }, 'option path is invalid'],
    [{ domain: 'a\nb' }, 'option domain is invalid'],
    [{ encode: (value: string) => `${value}\n` }, 'argument val is invalid'],
  ])('N11: refuses %j at save', async (cookieOptions, error) => {
    const { session, sent } = await open(api, { cookieOptions })
    expect(await outcome(() => session.save())).toEqual({ error })
    expect(sent()).toEqual([])
  })

  it('N11, N12: has its attributes in this order', async () => {
    const cookieOptions = { expires: new Date(0), domain: 'example.org', sameSite: 'strict' }
    expect(await frame(api, { cookieOptions })).toBe(
      'c=SEAL; Max-Age=1295940; Domain=example.org; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; Secure; SameSite=Strict',
    )
  })

  it('N18: is read from the header alone; the first of two counts', async () => {
    const [one, two] = [await sealOf(theirs, { a: 'one' }), await sealOf(ours, { a: 'two' })]
    const first = await open(api, {}, `x=1; c=${one}; c=${two}`)
    expect(first.session.get('a')).toBe('one')

    const req: any = { headers: {}, cookies: { c: one } }
    await api.applySession(req, responseOf(), OPTIONS)
    expect(req.session.get('a')).toBeUndefined()
  })

  it('N18: is not looked for behind a first one that cannot be read', async () => {
    const bad = await sealOf(theirs, { a: 1 }, { password: OTHER_PASSWORD })
    const { session } = await open(api, {}, `c=${bad}; c=${await sealOf(theirs)}`)
    expect(session.get()).toEqual({})
  })

  it.each([
    ['quoted', (seal: string) => `c="${seal}"`],
    ['percent-encoded', (seal: string) => `c=${seal.replaceAll('*', '%2A')}`],
    ['with blanks around it', (seal: string) => `a=1;  c =  ${seal}  ; b=2`],
    ['beside a malformed one', (seal: string) => `bad=%E0%A4%A; c=${seal}`],
  ])('N18: is read %s', async (_, write) => {
    const { session } = await open(api, {}, write(await sealOf(theirs)))
    expect(session.get('a')).toBe(1)
  })

  it('N20: asks nothing of a response that is never written', async () => {
    const req: any = { headers: {} }
    await api.applySession(req, {}, OPTIONS)
    req.session.set('a', 1)
    expect(req.session.get('a')).toBe(1)
    await expect(req.session.save()).rejects.toThrow(TypeError)
    expect(() => req.session.destroy()).toThrow(TypeError)
  })

  it('N20, N28: uses getHeader and setHeader of the response, in lower case', async () => {
    const calls: unknown[][] = []
    const res = {
      getHeader: (name: string) => void calls.push(['get', name]),
      setHeader: (name: string, value: string[]) =>
        void calls.push(['set', name, value.map(frameOf)]),
    }
    const req: any = { headers: {} }
    await api.applySession(req, res, OPTIONS)
    await req.session.save()
    const line = 'c=SEAL; Max-Age=1295940; Path=/; HttpOnly; Secure; SameSite=Lax'
    expect(calls).toEqual([
      ['get', 'set-cookie'],
      ['set', 'set-cookie', [line]],
    ])
  })

  it('N26: is written even for an untouched empty session', async () => {
    const { session, sent } = await open(api)
    const line = await session.save()
    expect(sent()).toEqual([line])
    expect(sealIn(line)).toHaveLength(263)
  })

  it('N26: is written by every save', async () => {
    const { session, sent } = await open(api)
    const lines = await Promise.all([session.save(), session.save()])
    lines.push(await session.save())
    expect(sent()).toHaveLength(3)
    expect([...sent()].sort()).toEqual([...lines].sort())
    expect(new Set(lines.map(sealIn)).size).toBe(3)
  })

  it('N27: may have 4096 characters and no more', async () => {
    const { session, sent } = await open(api)
    session.set('s', 'x'.repeat(2813))
    expect((await session.save()).length).toBeLessThanOrEqual(4096)
    session.set('s', 'x'.repeat(2814))
    const failed = await outcome(() => session.save())
    expect(failed).toEqual({
      error: expect.stringMatching(
        /^next-iron-session: Cookie length is too big \d{4}, browsers will refuse it$/,
      ),
    })
    expect(sent()).toHaveLength(1)
  })

  it('N27: is measured with everything in it, to the character', async () => {
    const saved = async (path: string): Promise<unknown> =>
      outcome(async () => (await open(api, { cookieOptions: { path } })).session.save())
    const { value } = (await saved('/')) as { value: string }
    const filler = 'p'.repeat(4096 - value.length)
    expect(await saved(`/${filler}`)).toEqual({ value: expect.stringMatching(/^.{4096}$/) })
    expect(await saved(`/${filler}p`)).toEqual({
      error: 'next-iron-session: Cookie length is too big 4097, browsers will refuse it',
    })
  })

  it.each<[string, any, string[]]>([
    ['a text', 'a=1; Path=/', ['a=1; Path=/']],
    ['a list', ['a=1', 'b=2; HttpOnly'], ['a=1', 'b=2; HttpOnly']],
    ['nothing but ""', '', []],
    ['a number', 5, [5 as never]],
  ])('N28: stands behind what is there: %s', async (_, present, kept) => {
    const { session, res } = await open(api)
    let header: unknown = present
    res.getHeader = () => header as string
    res.setHeader = (_name, value) => ((header = value), res)
    const line = await session.save()
    expect(header).toEqual([...kept, line])
    session.destroy()
    expect((header as string[]).slice(0, -1)).toEqual([...kept, line])
  })

  it('N30: is deleted with the same attributes', async () => {
    const cookieOptions = { domain: 'example.org', path: '/app', sameSite: 'none', maxAge: 3600 }
    const { session, sent } = await open(api, { cookieOptions })
    session.set('a', 1)
    expect(session.destroy()).toBeUndefined()
    expect(session.get('a')).toBeUndefined()
    expect(sent()).toEqual([
      'c=; Max-Age=0; Domain=example.org; Path=/app; HttpOnly; Secure; SameSite=None',
    ])
  })

  it('N30: can be written again after that', async () => {
    const { session, sent } = await open(api, {}, `c=${await sealOf(theirs, { old: 1 })}`)
    session.destroy()
    session.set('a', 2)
    await session.save()
    expect(sent()).toHaveLength(2)
    const next = await open(theirs, {}, `c=${sealIn(sent()[1]!)}`)
    expect(next.session.get()).toEqual({ a: 2 })
  })

  it('N31: cannot be written once the headers are sent, over real HTTP', async () => {
    const outcomes: unknown[] = []
    const server = createServer(async (req: any, res) => {
      await api.applySession(req, res, OPTIONS)
      res.end('sent')
      const code = (error: NodeJS.ErrnoException): unknown => error.code
      outcomes.push(await req.session.save().catch(code))
      try {
        req.session.destroy()
      } catch (error) {
        outcomes.push(code(error as Error))
      }
      server.close()
    })
    const closed = once(server, 'close')
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const outgoing = send({ port: (server.address() as AddressInfo).port, agent: false })
    outgoing.end()
    const [response] = (await once(outgoing, 'response')) as [IncomingMessage]
    response.resume()
    await closed
    expect(outcomes).toEqual(['ERR_HTTP_HEADERS_SENT', 'ERR_HTTP_HEADERS_SENT'])
  })
})
