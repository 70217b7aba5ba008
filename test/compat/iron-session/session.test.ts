import { describe, expect, it } from 'vitest'
import {
  cookieHeaderOf,
  cookieWith,
  lines,
  masked,
  memoryStore,
  nine,
  open,
  OPTIONS,
  outcomeOf,
  PASSWORD,
  request,
  sameAsNine,
  serve,
  us,
} from './support.ts'

const METHODS = ['updateConfig', 'save', 'destroy']

describe('the session object', () => {
  it('I18: is a plain object that is the data', async () => {
    await sameAsNine(async (face) => {
      const { session } = await open(face, await cookieWith(nine, { user: { id: 1 }, n: null }))
      expect(Object.getPrototypeOf(session)).toBe(Object.prototype)
      return [
        { ...session },
        Object.keys(session),
        JSON.stringify(session),
        structuredClone(session),
        session.save.name,
        session.destroy.name,
        session.updateConfig.name,
      ]
    })
  })

  it('I18: has three methods that are not enumerable, not writable and not configurable', async () => {
    await sameAsNine(async (face) => {
      const { session } = await open(face)
      expect(Object.getOwnPropertyNames(session).sort()).toEqual([...METHODS].sort())
      return METHODS.map((name) => {
        const { value, ...rest } = Object.getOwnPropertyDescriptor(session, name)!
        return [typeof value, rest]
      })
    })
  })

  it.each(METHODS)('I18: assigning %s throws', async (name) => {
    await sameAsNine(async (face) => {
      const { session } = await open(face)
      session[name] = 1
    })
  })

  it('I18: its methods can be taken off it', async () => {
    await sameAsNine(async (face) => {
      const { session, response } = await open(face)
      session['user'] = 1
      const { save, destroy } = session
      await save()
      const saved = lines(response).length
      destroy()
      return [saved, { ...session }]
    })
  })

  it.each([
    ['save', { save: 1, user: 2 }],
    ['destroy', { destroy: { deep: true }, user: 2 }],
    ['updateConfig', { updateConfig: null, user: 2 }],
  ])(
    'I18, R10, T45: sealed data under the name %s is dropped and harms nothing',
    async (name, data) => {
      const cookie = `myapp=${await nine.sealData(data, { password: PASSWORD })}`
      const { session, response } = await open(us, cookie)
      expect({ ...session }).toEqual({ user: 2 })
      expect(session[name]).toBeTypeOf('function')
      await session.save()
      expect({ ...(await open(us, cookieHeaderOf(lines(response)))).session }).toEqual({ user: 2 })
    },
  )

  it.each([
    'then',
    'toJSON',
    'constructor',
    'length',
    'cookie',
    'isNew',
    '_x',
    'hasOwnProperty',
    'toString',
    'valueOf',
    'catch',
    'name',
  ])('T45: data under the name %s round-trips', async (name) => {
    await sameAsNine(async (face) => {
      const { session } = await open(face, await cookieWith(face, { [name]: 'value' }))
      return { ...session }
    })
    const { session } = await open(us, await cookieWith(us, { [name]: { nested: [1] } }))
    expect(session[name]).toEqual({ nested: [1] })
  })

  it('T45: `__proto__` neither changes a prototype nor gets into a seal', async () => {
    const { session, response } = await open(us)
    session['user'] = JSON.parse('{"__proto__":{"admin":true}}')
    await expect(session.save()).rejects.toMatchObject({ code: 'ERR_IRONSEAL_DATA' })
    expect(lines(response)).toEqual([])
    expect(({} as any).admin).toBeUndefined()
    const seal = await nine.sealData(JSON.parse('{"a":{"__proto__":{"admin":true}}}'), {
      password: PASSWORD,
    })
    const { session: read } = await open(us, `myapp=${seal}`)
    expect({ ...read }).toEqual({})
  })
})

describe('save()', () => {
  it('I19: resolves to nothing', async () => {
    await sameAsNine(async (face) => {
      const { session } = await open(face)
      return [await session.save()]
    })
  })

  it('I19: writes even what did not change, and even an empty session', async () => {
    const { value } = await sameAsNine(async (face) => {
      const empty = await open(face)
      await empty.session.save()
      const same = await open(face, cookieHeaderOf(lines(empty.response)))
      await same.session.save()
      return [lines(empty.response), lines(same.response)]
    })
    expect(value.flat()).toHaveLength(2)
  })

  it('I19: seals the data of the moment of the call', async () => {
    const { session, response } = await open(us)
    session['user'] = { id: 1 }
    const saved = session.save()
    session['user'].id = 2
    session['late'] = true
    await saved
    const { session: next } = await open(nine, cookieHeaderOf(lines(response)))
    expect({ ...next }).toEqual({ user: { id: 1 } })
  })

  it('R3, T2: twice on one response is one Set-Cookie, the last; with destroy() it is the deletion', async () => {
    const { session, response } = await open(us)
    session['count'] = 1
    await session.save()
    session['count'] = 2
    await session.save()
    expect(lines(response)).toHaveLength(1)
    const { session: next } = await open(nine, cookieHeaderOf(lines(response)))
    expect({ ...next }).toEqual({ count: 2 })
    session.destroy()
    expect(lines(response)).toEqual(['myapp=; Max-Age=0; Path=/; HttpOnly; Secure; SameSite=Lax'])
  })

  it('R3: over Node too, and many at once', async () => {
    const call = await serve(async (req, res) => {
      const session = await us.getIronSession(req, res, OPTIONS)
      const saves = Array.from({ length: 8 }, (_, count) => {
        session['count'] = count
        return session.save()
      })
      await Promise.all(saves)
      res.end()
    })
    const { setCookies } = await call()
    expect(setCookies).toHaveLength(1)
    expect({ ...(await open(nine, cookieHeaderOf(setCookies))).session }).toEqual({ count: 7 })
  })

  it('R3: for a cookie of another path or domain is another cookie', async () => {
    const { session, response } = await open(us)
    await session.save()
    for (const cookieOptions of [
      { path: '/app' },
      { domain: 'example.com' },
      { domain: '.EXAMPLE.com' },
    ]) {
      session.updateConfig({ ...OPTIONS, cookieOptions })
      await session.save()
    }
    expect(
      lines(response).map((line) => line.replace(/^.*?(; Domain=[^;]*)?(; Path=[^;]*).*$/, '$1$2')),
    ).toEqual(['; Path=/', '; Path=/app', '; Domain=.EXAMPLE.com; Path=/'])
  })

  it('a save that a logout overtakes does not undo it, nor does one that a later save overtakes', async () => {
    const cookie = await cookieWith(us, { user: 1 })
    const logout = await open(us, cookie)
    const pending = logout.session.save()
    logout.session.destroy()
    await pending
    expect(lines(logout.response)).toEqual([expect.stringMatching(/^myapp=; Max-Age=0;/)])

    const { session, response } = await open(us, cookie)
    session['text'] = 'x'.repeat(2000)
    const slow = session.save()
    session['text'] = 'last'
    const quick = session.save()
    await Promise.all([slow, quick])
    expect(lines(response)).toHaveLength(1)
    expect((await open(nine, cookieHeaderOf(lines(response)))).session['text']).toBe('last')
  })

  it('a save that fails does not stop an earlier one that is still on its way', async () => {
    const { session, response } = await open(us)
    session['user'] = 1
    const good = session.save()
    session['user'] = 'x'.repeat(9000)
    const bad = session.save()
    await expect(bad).rejects.toMatchObject({ code: 'ERR_IRONSEAL_COOKIE_TOO_BIG' })
    await good
    expect({ ...(await open(nine, cookieHeaderOf(lines(response)))).session }).toEqual({ user: 1 })
  })

  it('T70: reading a session writes nothing', async () => {
    const { session, response } = await open(us, await cookieWith(us, { user: 1 }))
    expect(session['user']).toBe(1)
    expect(lines(response)).toEqual([])
  })

  it('T11: is on the response even if the handler throws afterwards', async () => {
    const call = await serve(async (req, res) => {
      const session = await us.getIronSession(req, res, OPTIONS)
      session['user'] = 1
      await session.save()
      throw new Error('the handler failed')
    })
    const { status, setCookies } = await call()
    expect(status).toBe(500)
    expect({ ...(await open(nine, cookieHeaderOf(setCookies))).session }).toEqual({ user: 1 })
  })
})

describe("other people's cookies on the response", () => {
  it.each([
    ['a text', 'a=1; Path=/'],
    ['a list', ['a=1', 'b=2; HttpOnly']],
    ['an empty list', []],
    ['one that cannot be parsed', [';;;=', 'myapp2=1', 'MYAPP=1', 'xmyapp=1']],
    ['one of the same name for another path', ['myapp=old; Path=/old']],
  ])('T1, T7: %s stays as it is', async (_, before: any) => {
    await sameAsNine(async (face) => {
      const call = await serve(async (req, res) => {
        res.setHeader('Set-Cookie', before)
        const session = await face.getIronSession(req, res, OPTIONS)
        await session.save()
        res.end()
      })
      return (await call()).setCookies
    })
    const { value } = await sameAsNine(async (face) => {
      const headers = new Headers()
      for (const line of [before].flat()) headers.append('set-cookie', line)
      await (await face.getIronSession(request(), headers, OPTIONS)).save()
      return lines(headers)
    })
    expect(value.slice(0, -1)).toEqual([before].flat())
  })

  it('T1: a number stays as well', async () => {
    const headers: Record<string, any> = { 'set-cookie': 5 }
    const res = {
      getHeader: (name: string) => headers[name],
      setHeader: (name: string, value: any) => void (headers[name] = value),
    }
    await (await us.getIronSession({ headers: {} }, res, OPTIONS)).save()
    expect(headers['set-cookie']).toEqual([5, expect.stringMatching(/^myapp=/)])
  })

  it('T4: two libraries that append in one response keep all', async () => {
    const call = await serve(async (req, res) => {
      const session = await us.getIronSession(req, res, { ...OPTIONS, chunk: true })
      res.appendHeader('Set-Cookie', 'theirs=1')
      session['text'] = 'x'.repeat(6000)
      await session.save()
      res.appendHeader('Set-Cookie', 'theirs=2')
      await session.save()
      res.appendHeader('Set-Cookie', 'theirs=3')
      res.end()
    })
    const { setCookies } = await call()
    expect(setCookies.map((line) => line.slice(0, line.startsWith('theirs') ? 8 : 8))).toEqual([
      'theirs=1',
      'theirs=2',
      'myapp.0=',
      'myapp.1=',
      'myapp.2=',
      'theirs=3',
    ])
  })

  it('T3: a store keeps what others set before and after', async () => {
    const { store, cookies } = memoryStore()
    store.set('before', '1', {})
    await (await us.getIronSession(store, OPTIONS)).save()
    store.set('after', '2', {})
    expect([...cookies.keys()]).toEqual(['before', 'myapp', 'after'])
  })

  it.each([
    ['Example.com', 'example.com'],
    ['.example.com', 'example.com'],
  ])('T6: Domain=%s and %s are one cookie', async (first, second) => {
    const { session, response } = await open(us)
    for (const domain of [first, second]) {
      session.updateConfig({ ...OPTIONS, cookieOptions: { domain } })
      await session.save()
    }
    expect(lines(response)).toHaveLength(1)
  })
})

describe('other headers', () => {
  it('T10: none is set, as in version 9: caching is the application’s to forbid', async () => {
    const { value } = await sameAsNine(async (face) => {
      const call = await serve(async (req, res) => {
        const session = await face.getIronSession(req, res, OPTIONS)
        await session.save()
        session.destroy()
        res.end(JSON.stringify(Object.keys(res.getHeaders())))
      })
      return (await call()).body
    })
    expect(value).toBe('["set-cookie"]')
  })
})

describe('destroy()', () => {
  it('I20, T19: empties the object at once and writes the deletion', async () => {
    const { value } = await sameAsNine(async (face) => {
      const { session, response } = await open(face, await cookieWith(nine, { user: 1, a: [] }))
      const returned = session.destroy()
      return [returned, { ...session }, lines(response)]
    })
    expect(value).toEqual([
      undefined,
      {},
      ['myapp=; Max-Age=0; Path=/; HttpOnly; Secure; SameSite=Lax'],
    ])
  })

  it.each([
    { maxAge: 3600 },
    { maxAge: undefined },
    { domain: 'example.com', path: '/app', sameSite: 'none', partitioned: true, secure: true },
    { httpOnly: false, secure: false, priority: 'high' },
    { expires: new Date('2027-01-01') },
  ])('T17, T18: deletes with the same attributes and Max-Age=0 (%j)', async (cookieOptions) => {
    const { value } = await sameAsNine(async (face) => {
      const { session, response } = await open(face, undefined, { cookieOptions })
      session.destroy()
      return lines(response)
    })
    expect(value[0]).toContain('Max-Age=0')
  })

  it('I20, R3: twice is one deletion (version 9 writes two)', async () => {
    const { session, response } = await open(us)
    session.destroy()
    session.destroy()
    expect(lines(response)).toHaveLength(1)
    const theirs = await open(nine)
    theirs.session.destroy()
    theirs.session.destroy()
    expect(lines(theirs.response)).toHaveLength(2)
  })

  it('I19, T20: save() afterwards does nothing, and throws when data was written back', async () => {
    const { value } = await sameAsNine(async (face) => {
      const { session, response } = await open(face, await cookieWith(nine, { user: 1 }))
      session.destroy()
      const silent = await outcomeOf(() => session.save())
      session['user'] = 2
      return [silent, await outcomeOf(() => session.save()), lines(response), { ...session }]
    })
    expect(value[0]).toEqual({})
    expect(value[1].error).toMatch(/^iron-session: Cannot save a destroyed session that has data/)
    expect(value[2]).toHaveLength(1)
    expect(value[3]).toEqual({ user: 2 })
  })

  it('T20: over Node, logout and login in one request', async () => {
    const call = await serve(async (req, res) => {
      const old = await us.getIronSession(req, res, OPTIONS)
      old.destroy()
      const fresh = await us.getIronSession(req, res, OPTIONS)
      fresh['user'] = { id: 2 }
      await fresh.save()
      res.end(JSON.stringify([old, fresh]))
    })
    const { body, setCookies } = await call(await cookieWith(us, { user: { id: 1 }, cart: [1] }))
    expect(body).toBe('[{},{"user":{"id":2}}]')
    expect(setCookies).toHaveLength(1)
    expect({ ...(await open(nine, cookieHeaderOf(setCookies))).session }).toEqual({
      user: { id: 2 },
    })
  })

  it('T20: two openings after it are one session', async () => {
    const { session, response, request: req } = await open(us, await cookieWith(us, { user: 1 }))
    session.destroy()
    const again = () => us.getIronSession(req, response, OPTIONS)
    const [one, two] = await Promise.all([again(), again()])
    one['user'] = 2
    expect(two['user']).toBe(2)
    one.destroy()
    expect({ ...(await again()) }).toEqual({})
  })
})

describe('T14: a save that nobody awaits', () => {
  it('is on the response where sealing is synchronous, and never half written', async () => {
    const { session, response } = await open(us)
    session['user'] = 1
    const pending = session.save()
    const written = lines(response).length
    expect(written).toBe(process.env['IRONSEAL_PLATFORM'] === 'node' ? 1 : 0)
    await pending
    expect(masked(lines(response))).toHaveLength(1)
  })
})
