import { describe, expect, it } from 'vitest'
import {
  lines,
  masked,
  memoryJar,
  NAME,
  open,
  OPTIONS,
  ours,
  outcomeOf,
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

describe('cookie jars', () => {
  it('I4: get their name, value and options; a deletion is an empty value with maxAge 0', async () => {
    const { value } = await sameAsNine(async (face) => {
      const { jar, writes } = memoryJar()
      const session = await face.getIronSession(jar, {
        ...OPTIONS,
        cookieOptions: { domain: 'example.com', priority: 'high' },
      })
      session['user'] = 1
      await session.save()
      session.destroy()
      return writes
    })
    const attributes = {
      httpOnly: true,
      secure: true,
      sameSite: 'lax',
      path: '/',
      domain: 'example.com',
      priority: 'high',
    }
    expect(value).toEqual([
      [NAME, expect.stringMatching(/^<1 /), { ...attributes, maxAge: 1209540 }],
      [NAME, '', { ...attributes, maxAge: 0 }],
    ])
  })

  it('I4: are asked whether they can be written before a save, and may refuse', async () => {
    const outcome = await sameAsNine(async (face) => {
      const { jar, writes } = memoryJar()
      const refusing = {
        ...jar,
        assertWritable() {
          throw new Error('too late')
        },
      }
      const session = await face.getIronSession(refusing, OPTIONS)
      session['user'] = 1
      return [await outcomeOf(() => session.save()), writes, { ...session }]
    })
    expect(outcome).toEqual({ value: [{ error: 'too late' }, [], { user: 1 }] })
  })

  it('I4: never need names()', async () => {
    await sameAsNine(async (face) => {
      const { jar } = memoryJar()
      const session = await face.getIronSession(
        { ...jar, names: () => expect.unreachable('names() was called') },
        { ...OPTIONS, chunk: true },
      )
      await session.save()
      session.destroy()
    })
  })

  const HEADER = 'b=2; a=1; myapp=x%20y; a=3; ; novalue; quoted=%22'

  it.each(['webCookies', 'nodeCookies'] as const)(
    'I4: the jar of %s reads, lists and writes',
    async (make) => {
      const { value } = await sameAsNine(async (face) => {
        const headers = new Headers()
        const res = {
          getHeader: () => [...headers.getSetCookie()],
          setHeader: (_: string, all: string[]) => {
            headers.delete('set-cookie')
            for (const line of all) headers.append('set-cookie', line)
          },
        }
        const jar =
          make === 'webCookies'
            ? face.webCookies(request(HEADER), headers)
            : face.nodeCookies({ headers: { cookie: HEADER } }, res)
        jar.assertWritable()
        jar.write('plain', 'a b', { path: '/', maxAge: 5 })
        jar.write('plain', '', { maxAge: undefined })
        return [
          ['a', 'b', NAME, 'quoted', 'missing'].map((name) => jar.read(name)),
          [...jar.names()].sort(),
          lines(headers),
          Object.keys(jar).sort(),
        ]
      })
      expect(value[0]).toEqual(['1', '2', 'x y', '"', undefined])
      expect(value[2]).toEqual(['plain=a%20b; Max-Age=5; Path=/', 'plain='])
    },
  )

  it('I4: a session through a jar is the same as one through the arguments it was made of', async () => {
    const req = request()
    const res = new Response('x')
    const one = await us.getIronSession(req, res, OPTIONS)
    const two = await us.getIronSession(us.webCookies(req, res), OPTIONS)
    one['user'] = 1
    expect(two['user']).toBe(1)
  })

  it('I4: a jar built around ours keeps its own write', async () => {
    const { value } = await sameAsNine(async (face) => {
      const written: string[] = []
      const jar = {
        ...face.webCookies(request(), new Headers()),
        write: (name: string) => void written.push(name),
      }
      await (await face.getIronSession(jar, OPTIONS)).save()
      return written
    })
    expect(value).toEqual([NAME])
  })

  it("I5: Next's proxy jar writes to the response and to the request", async () => {
    const { value } = await sameAsNine(async (face) => {
      const calls: unknown[][] = []
      const cookies = new Map<string, { name: string; value: string }>()
      const nextRequest = {
        cookies: {
          get: (name: string) => cookies.get(name),
          getAll: () => [...cookies.values()],
          set: (name: string, text: string, ...rest: unknown[]) => {
            calls.push(['request', name, text, ...rest])
            cookies.set(name, { name, value: text })
          },
        },
      }
      const response = {
        cookies: { set: (...args: unknown[]) => calls.push(['response', ...args]) },
      }
      const jar = face.nextProxyCookies(nextRequest, response)
      const session = await face.getIronSession(jar, OPTIONS)
      session['user'] = 1
      await session.save()
      const names = jar.names()
      const again = await face.getIronSession(face.nextProxyCookies(nextRequest, response), OPTIONS)
      const seen = { ...again }
      session.destroy()
      return [calls, names, seen]
    })
    expect(value[0].map((call: unknown[]) => call.slice(0, 2))).toEqual([
      ['response', NAME],
      ['request', NAME],
      ['response', NAME],
      ['request', NAME],
    ])
    expect(value.slice(1)).toEqual([[NAME], { user: 1 }])
  })

  it('I5: the proxy jar needs no getAll', () => {
    const jar = us.nextProxyCookies({ cookies: { get() {}, set() {} } }, { cookies: { set() {} } })
    expect(jar.names()).toEqual([])
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
