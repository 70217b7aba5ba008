import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import {
  type AnySession,
  cookieHeaderOf,
  cookieWith,
  lines,
  memoryJar,
  memoryStore,
  nine,
  open,
  OPTIONS,
  request,
  serve,
  us,
} from './support.ts'

/** Every way to a session, as two openings in one request would take it. */
const WAYS: [
  string,
  (
    cookie: string,
  ) => Promise<{ again: (options?: any) => Promise<AnySession>; after: () => string }>,
][] = [
  [
    'Request and Response',
    async (cookie) => {
      const req = request(cookie)
      const res = new Response('body')
      return {
        again: (options = OPTIONS) => us.getIronSession(req, res, options),
        after: () => cookieHeaderOf(lines(res), cookie),
      }
    },
  ],
  [
    'Request and Headers',
    async (cookie) => {
      const req = request(cookie)
      const headers = new Headers()
      return {
        again: (options = OPTIONS) => us.getIronSession(req, headers, options),
        after: () => cookieHeaderOf(lines(headers), cookie),
      }
    },
  ],
  [
    'a cookie store',
    async (cookie) => {
      const { store, cookies } = memoryStore(pairsOf(cookie))
      return {
        again: (options = OPTIONS) => us.getIronSession(store, options),
        after: () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      }
    },
  ],
  [
    'a jar',
    async (cookie) => {
      const { jar, cookies } = memoryJar(pairsOf(cookie))
      return {
        again: (options = OPTIONS) => us.getIronSession(jar, options),
        after: () =>
          [...cookies]
            .filter(([, value]) => value)
            .map((pair) => pair.join('='))
            .join('; '),
      }
    },
  ],
  [
    "Next's proxy jar, made anew each time",
    async (cookie) => {
      const { store, cookies } = memoryStore(pairsOf(cookie))
      const nextRequest = {
        cookies: { get: store.get, set: (name: string, value: string) => cookies.set(name, value) },
      }
      const response = { cookies: { set: () => {} } }
      return {
        again: (options = OPTIONS) =>
          us.getIronSession(us.nextProxyCookies(nextRequest, response), options),
        after: () =>
          [...cookies]
            .filter(([, value]) => value)
            .map((pair) => pair.join('='))
            .join('; '),
      }
    },
  ],
]

function pairsOf(cookie: string): Record<string, string> {
  return Object.fromEntries(
    cookie
      .split('; ')
      .filter(Boolean)
      .map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
  )
}

const dataIn = async (cookie: string): Promise<object> => ({
  ...(await open(nine, cookie)).session,
})

describe.each(WAYS)('two openings in one request, through %s', (_, enter) => {
  it('T21, T25: see each other’s changes and lose none', async () => {
    const { again, after } = await enter(await cookieWith(us, { user: 1 }))
    const one = await again()
    const two = await again()
    one['first'] = true
    two['second'] = true
    await one.save()
    expect(await dataIn(after())).toEqual({ user: 1, first: true, second: true })
    expect(two['first']).toBe(true)
  })

  it('T22: opened at once, with or without a cookie, are one session', async () => {
    for (const cookie of ['', await cookieWith(us, { user: 1 })]) {
      const { again } = await enter(cookie)
      const [one, two] = await Promise.all([again(), again()])
      one['mark'] = 1
      expect(two['mark']).toBe(1)
    }
  })

  it('R6, T21: a save of one does not undo the logout of the other', async () => {
    const { again, after } = await enter(await cookieWith(us, { user: 1 }))
    const one = await again()
    const two = await again()
    one.destroy()
    expect({ ...two }).toEqual({})
    await two.save()
    expect(await dataIn(after())).toEqual({})
    two['user'] = 1
    await expect(two.save()).rejects.toMatchObject({ code: 'ERR_IRONSEAL_DESTROYED' })
    expect(await dataIn(after())).toEqual({})
  })

  it('R6: not after a save in between either', async () => {
    const { again, after } = await enter(await cookieWith(us, { user: 1 }))
    const one = await again()
    one['visits'] = 1
    await one.save()
    const two = await again()
    expect({ ...two }).toEqual({ user: 1, visits: 1 })
    one.destroy()
    two['visits'] = 2
    await expect(two.save()).rejects.toMatchObject({ code: 'ERR_IRONSEAL_DESTROYED' })
    expect(await dataIn(after())).toEqual({})
  })

  it('T20: an opening after destroy() is the fresh session that its error asks for', async () => {
    const { again, after } = await enter(await cookieWith(us, { user: 1 }))
    const old = await again()
    old.destroy()
    const fresh = await again()
    expect({ ...fresh }).toEqual({})
    fresh['user'] = 2
    await fresh.save()
    expect(await dataIn(after())).toEqual({ user: 2 })
    expect({ ...old }).toEqual({})
    expect((await again())['user']).toBe(2)
  })

  it('a session that was logged out does not come back with an older one of the same place', async () => {
    const { again, after } = await enter('')
    const login = await again()
    login['user'] = 1
    await login.save()
    const logout = await again()
    expect({ ...logout }).toEqual({ user: 1 })
    logout.destroy()
    expect({ ...(await again()) }).toEqual({})
    expect(await dataIn(after())).toEqual({})
  })

  it('each saves under its own options', async () => {
    const { again, after } = await enter(await cookieWith(us, { user: 1 }))
    const middleware = await again()
    const login = await again({ ...OPTIONS, ttl: 30 })
    const theme = await again({ ...OPTIONS, ttl: 40, cookieOptions: { path: '/app' } })
    expect(theme).not.toBe(login)
    login['remember'] = true
    expect({ ...middleware }).toEqual({ user: 1, remember: true })
    expect({ ...theme }).toEqual({ user: 1, remember: true })
    await login.save()
    expect(await dataIn(after())).toEqual({ user: 1, remember: true })
  })
})

describe('a second opening under other options', () => {
  const twoOpenings = async () => {
    const { session, response, request: req } = await open(us, await cookieWith(us, { user: 1 }))
    const other = await us.getIronSession(req, response, {
      ...OPTIONS,
      ttl: 3600,
      cookieOptions: { path: '/x' },
    })
    return { session, other, response, req }
  }

  it('writes with these, and the first goes on with its own', async () => {
    const { session, other, response } = await twoOpenings()
    await other.save()
    await session.save()
    expect(lines(response).map((line) => line.replace(/^[^;]*; /, ''))).toEqual([
      'Max-Age=3540; Path=/x; HttpOnly; Secure; SameSite=Lax',
      'Max-Age=1209540; Path=/; HttpOnly; Secure; SameSite=Lax',
    ])
  })

  it('is the same object when it is opened again under equal options', async () => {
    const { session, other, response, req } = await twoOpenings()
    const again = (options: object) => us.getIronSession(req, response, { ...OPTIONS, ...options })
    expect(await again({})).toBe(session)
    expect(await again({ ttl: 1_209_600, cookieOptions: { path: '/' } })).toBe(session)
    expect(await again({ ttl: 3600, cookieOptions: { path: '/x' } })).toBe(other)
    expect(await again({ ttl: 3600, cookieOptions: { path: '/y' } })).not.toBe(other)
  })

  it('has its own updateConfig', async () => {
    const { session, other, response } = await twoOpenings()
    other.updateConfig({ ...OPTIONS, ttl: 61 })
    await session.save()
    expect(lines(response)).toEqual([expect.stringContaining('Max-Age=1209540;')])
  })

  it('does not get the options that the first was given by updateConfig', async () => {
    const { session, response, request: req } = await open(us)
    session.updateConfig({ ...OPTIONS, ttl: 61 })
    const other = await us.getIronSession(req, response, OPTIONS)
    await other.save()
    expect(lines(response)).toEqual([expect.stringContaining('Max-Age=1209540;')])
    await session.save()
    expect(lines(response)).toEqual([expect.stringContaining('Max-Age=1;')])
  })

  it('looks like a session in every way that data can be looked at', async () => {
    const { session, other } = await twoOpenings()
    other['roles'] = ['a']
    delete other['user']
    expect(Object.keys(other)).toEqual(['roles'])
    expect({ ...other }).toEqual({ roles: ['a'] })
    expect(JSON.stringify(other)).toBe('{"roles":["a"]}')
    expect('roles' in other).toBe(true)
    expect('user' in other).toBe(false)
    expect('save' in other).toBe(true)
    expect(Object.entries(other)).toEqual([['roles', ['a']]])
    expect(Object.getPrototypeOf(other)).toBe(Object.prototype)
    expect(Object.assign({}, other)).toEqual({ roles: ['a'] })
    expect(inspect(other)).toBe("{ roles: [ 'a' ] }")
    expect(inspect(session)).toBe("{ roles: [ 'a' ] }")
    for (const name of ['save', 'destroy', 'updateConfig']) {
      expect(Object.getOwnPropertyDescriptor(other, name)).toMatchObject({
        enumerable: false,
        writable: false,
        configurable: false,
      })
      expect(() => Object.assign(other, { [name]: 1 })).toThrow(TypeError)
      expect(() => delete other[name]).toThrow(TypeError)
    }
    Object.defineProperty(other, 'defined', { value: 1, enumerable: true, configurable: true })
    expect(session['defined']).toBe(1)
  })

  it('destroys the session for all of them', async () => {
    const { session, other, response } = await twoOpenings()
    other.destroy()
    session['user'] = 1
    await expect(session.save()).rejects.toMatchObject({ code: 'ERR_IRONSEAL_DESTROYED' })
    expect(lines(response)).toEqual([expect.stringMatching(/^myapp=; Max-Age=0; Path=\/x;/)])
  })

  it('hears of a cookie that could not be read, although the first had no hook', async () => {
    const heard: string[] = []
    const hook = (reason: string) => void heard.push(reason)
    const { response, request: req } = await open(us, 'myapp=garbage')
    await us.getIronSession(req, response, { ...OPTIONS, onUnsealError: hook })
    expect(heard).toEqual(['invalid'])
    await us.getIronSession(req, response, { ...OPTIONS, onUnsealError: hook })
    expect(heard).toEqual(['invalid'])
  })
})

describe('what is not shared', () => {
  it('other names, other passwords, other responses', async () => {
    const { session, response, request: req } = await open(us)
    session['user'] = 1
    const others = await Promise.all([
      us.getIronSession(req, response, { ...OPTIONS, cookieName: 'other' }),
      us.getIronSession(req, response, { ...OPTIONS, password: 'x'.repeat(32) }),
      us.getIronSession(req, new Response('x'), OPTIONS),
    ])
    for (const other of others) expect({ ...other }).toEqual({})
  })

  it('T26: a hundred requests at once under one options object stay apart', async () => {
    const shared = { ...OPTIONS, cookieOptions: { path: '/' } }
    const call = await serve(async (req, res) => {
      const session = await us.getIronSession(req, res, shared)
      session['history'] = [...(session['history'] ?? []), session['user']]
      await new Promise((resolve) => {
        setTimeout(resolve, Number(session['user']) % 7)
      })
      await session.save()
      res.end(JSON.stringify(session))
    })
    const users = Array.from({ length: 100 }, (_, user) => user)
    const cookies = await Promise.all(users.map((user) => cookieWith(us, { user })))
    const answers = await Promise.all(cookies.map((cookie) => call(cookie)))
    for (const user of users) {
      const { body, setCookies } = answers[user]!
      expect(JSON.parse(body)).toEqual({ user, history: [user] })
      expect(await dataIn(cookieHeaderOf(setCookies))).toEqual({ user, history: [user] })
    }
  })
})
