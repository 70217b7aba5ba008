import { describe, expect, it } from 'vitest'
import { lines, memoryJar, NAME, OPTIONS, outcomeOf, request, sameAsNine, us } from './support.ts'

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

  it('I4, I8: the jars of Node and the web say when it is too late', async () => {
    const { value } = await sameAsNine(async (face) => {
      const res = { headersSent: true, getHeader: () => undefined, setHeader: () => {} }
      const used = new Response('x')
      await used.text()
      return Promise.all(
        [face.nodeCookies({ headers: {} }, res), face.webCookies(request(), used)].map((jar) =>
          outcomeOf(() => jar.assertWritable()),
        ),
      )
    })
    expect(value).toEqual([
      { error: expect.stringContaining('after headers were sent') },
      { error: expect.stringContaining('body has already been consumed') },
    ])
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
