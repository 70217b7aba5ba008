import { describe, expect, it } from 'vitest'
import {
  lines,
  masked,
  memoryJar,
  NAME,
  open,
  OPTIONS,
  ours,
  peer9,
  request,
  sameAsNine,
  serve,
  us,
} from './support.ts'

const BAD_USAGE =
  'iron-session: Bad usage: use getIronSession(req, res, options) or getIronSession(cookieStore, options).'

describe('what the entry exports', () => {
  it('I1: every value of version 9, and the helpers of version 6', () => {
    expect(Object.keys(ours)).toEqual(expect.arrayContaining(Object.keys(peer9)))
    expect(Object.keys(ours).sort()).toEqual(
      [
        ...Object.keys(peer9),
        'ironSession',
        'withIronSessionApiRoute',
        'withIronSessionSsr',
      ].sort(),
    )
  })
})

describe('the first arguments of getIronSession', () => {
  const jarAndStore = () => {
    const calls: string[] = []
    const note =
      (name: string) =>
      (...args: any[]) =>
        void calls.push(`${name} ${args[0]}`)
    const both = { read: note('read'), write: note('write'), get: note('get'), set: note('set') }
    return { both, calls }
  }

  it('I2: a jar counts before a store', async () => {
    const { value } = await sameAsNine(async (face) => {
      const { both, calls } = jarAndStore()
      const session = await face.getIronSession(both, OPTIONS)
      await session.save()
      return [...new Set(calls.map((call) => call.split(' ')[0]))]
    })
    expect(value).toEqual(['read', 'write'])
  })

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['a promise of a store', Promise.resolve({ get() {}, set() {} })],
    ['half a jar', { read() {} }],
    ['half a store', { get() {} }],
    ['a request', request()],
    ['a string', 'cookies'],
    ['a number', 1],
  ])('I2, I6: %s is bad usage', async (_, first) => {
    const outcome = await sameAsNine((face) => face.getIronSession(first, OPTIONS))
    expect(outcome).toEqual({ error: BAD_USAGE })
  })

  it.each([
    ['no options', [request(), new Response()]],
    ['no response', [request(), undefined, OPTIONS]],
    ['no request', [undefined, new Response(), OPTIONS]],
    ['no argument', []],
    ['one argument', [memoryJar().jar]],
  ])('I2, I6: %s is bad usage', async (_, args) => {
    expect(await sameAsNine((face) => face.getIronSession(...args))).toEqual({ error: BAD_USAGE })
  })

  it('I2: a store may answer null for what it does not have', async () => {
    const outcome = await sameAsNine(async (face) => ({
      ...(await face.getIronSession({ get: () => null, set: () => {} }, OPTIONS)),
    }))
    expect(outcome).toEqual({ value: {} })
  })

  it('I3: a request with headers.get is one of the web, whatever its class', async () => {
    const { value } = await sameAsNine(async (face) => {
      const like = { headers: { get: (name: string) => (name === 'cookie' ? `${NAME}=x` : null) } }
      const headers = new Headers()
      const seen: string[] = []
      const session = await face.getIronSession(like, headers, {
        ...OPTIONS,
        onUnsealError: (reason: string) => seen.push(reason),
      })
      session['user'] = 1
      await session.save()
      return [seen, lines(headers)]
    })
    expect(value[0]).toEqual(['invalid'])
  })

  it.each([
    ['a Response', () => new Response('body')],
    ['Headers', () => new Headers()],
    ['a response-like object', () => ({ headers: new Headers() })],
  ])('I3: %s takes the cookie', async (_, make) => {
    const { value } = await sameAsNine(async (face) => {
      const response: any = make()
      const session = await face.getIronSession(request(), response, OPTIONS)
      session['user'] = { id: 230 }
      await session.save()
      return lines(response instanceof Headers ? response : response.headers)
    })
    expect(value).toEqual([
      expect.stringMatching(
        /^myapp=<1 43 \d+ ~2>; Max-Age=1209540; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
      ),
    ])
  })

  it('I3: Node requests and responses, over a real server', async () => {
    await sameAsNine(async (face) => {
      const call = await serve(async (req, res) => {
        const session = await face.getIronSession(req, res, OPTIONS)
        session['count'] = (session['count'] ?? 0) + 1
        await session.save()
        res.end(String(session['count']))
      })
      const first = await call()
      const second = await call(first.setCookies[0]!.split(';')[0])
      expect([first.body, second.body]).toEqual(['1', '2'])
      return [first.setCookies, second.setCookies]
    })
  })
})

describe('what is opened', () => {
  it('is a new object in every request, however alike they are', async () => {
    const one = await open(us)
    const two = await open(us)
    one.session['user'] = 1
    expect(masked({ ...two.session })).toEqual({})
  })
})
