import { platform } from '#platform'
import { describe, expect, it, vi } from 'vitest'
import {
  type AnySession,
  cookieOf,
  linesOf,
  listening,
  nodePair,
  NOW,
  originOf,
  OTHER_PASSWORD,
  sessionsOf,
  stopClock,
  visit,
} from './support.ts'

const request = (cookie?: string): Request =>
  new Request('https://example.org/', cookie === undefined ? {} : { headers: { cookie } })

describe('the values of a session', () => {
  it('are live: a change deep inside of one is a change of the session', async () => {
    const sessions = sessionsOf()
    const first = await cookieOf(sessions, { user: { name: 'a', tags: [1] } })
    const { cookie, lines } = await visit(sessions, first, (session) => {
      expect(session.changed).toBe(false)
      session.get('user').tags.push(2)
      expect(session.changed).toBe(true)
      return session.commit()
    })
    expect(lines).toHaveLength(1)
    const { session } = await visit(sessions, cookie)
    expect(session.get('user')).toEqual({ name: 'a', tags: [1, 2] })
  })

  it('are not written when a change is undone', async () => {
    const sessions = sessionsOf()
    const { lines } = await visit(sessions, await cookieOf(sessions), (session) => {
      session.set('more', 1)
      session.unset('more')
      return session.commit()
    })
    expect(lines).toEqual([])
  })

  it('T45: may have any name but one', async () => {
    const sessions = sessionsOf()
    const names = [
      'save',
      'destroy',
      'then',
      'toJSON',
      'constructor',
      'length',
      '_x',
      'hasOwnProperty',
    ]
    const data = Object.fromEntries(names.map((name, at) => [name, at]))
    const { session } = await visit(sessions, await cookieOf(sessions, data))
    expect(session.all()).toEqual(data)
    for (const name of names) expect(session.get(name)).toBe(data[name])
    expect(session.get('valueOf')).toBeUndefined()
    expect(session.has('toString')).toBe(false)
    expect(await Promise.resolve(session)).toBe(session)
    for (const refused of ['__proto__', ['__proto__'] as unknown as string]) {
      expect(() => session.set(refused, { admin: true })).toThrow(
        expect.objectContaining({ code: 'ERR_IRONSEAL_DATA' }),
      )
      expect(() => session.flash(refused, { admin: true })).toThrow()
      expect(() => session.flash.now(refused, { admin: true })).toThrow()
    }
    expect(session.get('__proto__')).toBeUndefined()
    expect(Object.getPrototypeOf(session.all())).toBe(Object.prototype)
  })

  it('that are no JSON fail the save and nothing else', async () => {
    const sessions = sessionsOf()
    const { lines } = await visit(sessions, undefined, async (session) => {
      session.set('big', 1n)
      await expect(session.save()).rejects.toMatchObject({ code: 'ERR_IRONSEAL_DATA' })
      session.unset('big')
      session.set('user', 1)
      await session.save()
    })
    expect(lines).toHaveLength(1)
  })

  it('are of this request: `all` gives an object of its own', async () => {
    const sessions = sessionsOf()
    const { session } = await visit(sessions, await cookieOf(sessions))
    session.all()['user'] = 2
    expect(session.get('user')).toBe(1)
  })
})

describe('saving', () => {
  it('T2: gives one Set-Cookie, the last one', async () => {
    const sessions = sessionsOf()
    const { lines, cookie } = await visit(sessions, undefined, async (session) => {
      for (const n of [1, 2, 3]) {
        session.set('n', n)
        await session.save()
      }
    })
    expect(lines).toHaveLength(1)
    expect((await visit(sessions, cookie)).session.get('n')).toBe(3)
  })

  it('seals what was there at the call; what came after is still unsaved', async () => {
    const sessions = sessionsOf()
    const { session, cookie } = await visit(sessions, undefined, async (current) => {
      current.set('list', [1])
      const saving = current.save()
      current.get('list').push(2)
      await saving
    })
    expect((await visit(sessions, cookie)).session.get('list')).toEqual([1])
    expect(session.changed).toBe(true)
  })

  it('of several saves at once, the last wins, whichever is sealed first', async () => {
    const real = platform.sealGcm.bind(platform)
    const delays = [20, 0]
    // A back end that takes its time: the first seal is ready last. The work itself is the real one.
    const slow = vi.spyOn(platform, 'sealGcm').mockImplementation((...args) => {
      const delay = delays.shift() ?? 0
      return new Promise((resolve) => setTimeout(() => resolve(real(...args)), delay))
    })
    try {
      const sessions = sessionsOf()
      const { lines, cookie, session } = await visit(sessions, undefined, async (current) => {
        current.set('n', 1)
        const first = current.save()
        current.set('n', 2)
        await Promise.all([first, current.save()])
      })
      expect(lines).toHaveLength(1)
      expect((await visit(sessions, cookie)).session.get('n')).toBe(2)
      expect(session.changed).toBe(false)
    } finally {
      slow.mockRestore()
    }
  })

  it('T16: after the headers is refused by name, as is destroying', async () => {
    const sessions = sessionsOf()
    const { req, res } = nodePair({ cookie: await cookieOf(sessions) })
    const session = await sessions.open(req, res)
    res.writeHead(200)
    session.set('a', 1)
    for (const act of ['save', 'commit', 'destroy'] as const) {
      await expect(session[act]()).rejects.toMatchObject({
        code: 'ERR_IRONSEAL_NOT_WRITABLE',
        message: expect.stringMatching(
          /^The session cannot be .*: the headers of the response are sent$/,
        ),
        hint: expect.stringContaining('before the first byte'),
      })
    }
    expect(session.all()).toEqual({})
    const used = new Response('body')
    const web = await sessions.open(request(), used)
    await used.text()
    await expect(web.save()).rejects.toMatchObject({ code: 'ERR_IRONSEAL_NOT_WRITABLE' })
    await expect(web.destroy()).rejects.toMatchObject({ code: 'ERR_IRONSEAL_NOT_WRITABLE' })
  })
})

describe('regenerating', () => {
  it('gives a new id and new times, and keeps what it is told to', async () => {
    const setTime = stopClock()
    const sessions = sessionsOf()
    const first = await cookieOf(sessions, { cart: [1], user: 1 })
    setTime(NOW + 5000)
    let before: string | undefined
    const { cookie } = await visit(sessions, first, async (session) => {
      before = session.id
      await session.regenerate({ keep: ['cart', '__proto__', 'toString'] })
      session.set('user', 2)
      await session.save()
    })
    const { session } = await visit(sessions, cookie)
    expect(session.all()).toEqual({ cart: [1], user: 2 })
    expect(session.id).toMatch(/^[\w-]{22}$/)
    expect(session.id).not.toBe(before)
    expect(session.createdAt).toEqual(new Date(NOW + 5000))
  })

  it('is not what a new proof does: id and data stay, times begin anew', async () => {
    const setTime = stopClock()
    const sessions = sessionsOf()
    const first = await cookieOf(sessions)
    setTime(NOW + 5000)
    let before: string | undefined
    const { cookie } = await visit(sessions, first, async (session) => {
      before = session.id
      session.reauthenticated()
      expect(session.id).toBe(before)
      await session.save()
    })
    const { session } = await visit(sessions, cookie)
    expect([session.id, session.all()]).toEqual([before, { user: 1 }])
    expect(session.createdAt).toEqual(new Date(NOW + 5000))
    expect(session.authenticatedAt).toEqual(new Date(NOW + 5000))
  })

  it('is a change, even where all data is kept', async () => {
    const sessions = sessionsOf()
    const { lines } = await visit(sessions, await cookieOf(sessions), async (session) => {
      await session.regenerate({ keep: ['user'] })
      await session.commit()
    })
    expect(lines).toHaveLength(1)
  })

  it('while a save is under way leaves the new session to be saved', async () => {
    const sessions = sessionsOf()
    const { cookie, session } = await visit(sessions, undefined, async (current) => {
      current.set('user', 1)
      const saving = current.save()
      await current.regenerate({ keep: ['user'] })
      await saving
      expect(current.changed).toBe(true)
      await current.commit()
    })
    expect((await visit(sessions, cookie)).session.id).toBe(session.id)
  })

  it.each(['reauthenticated', 'remember'] as const)(
    '%s() during a save is not lost',
    async (act) => {
      const setTime = stopClock()
      const sessions = sessionsOf()
      await visit(sessions, await cookieOf(sessions), async (session) => {
        setTime(NOW + 1000)
        const saving = session.save()
        session[act](false as never)
        await saving
        expect(session.changed).toBe(true)
      })
    },
  )
})

describe('destroying', () => {
  it('is immediate and final', async () => {
    const sessions = sessionsOf()
    const first = await cookieOf(sessions)
    const { lines, cookie, session } = await visit(sessions, first, (current) => {
      void current.destroy()
      expect(current.all()).toEqual({})
    })
    expect(lines).toEqual([expect.stringMatching(/^__Host-session=; Max-Age=0;/)])
    expect(cookie).toBe('')
    const acts: ((on: AnySession) => unknown)[] = [
      (on) => on.save(),
      async (on) => on.set('a', 1),
      async (on) => on.touch(),
      async (on) => on.remember(true),
      async (on) => on.reauthenticated(),
    ]
    for (const act of acts) {
      await expect(act(session)).rejects.toMatchObject({ code: 'ERR_IRONSEAL_DESTROYED' })
    }
    await session.commit()
    expect(session.get('user')).toBeUndefined()
  })

  it('is not undone by a slow save', async () => {
    const sessions = sessionsOf()
    const { lines } = await visit(sessions, await cookieOf(sessions), async (session) => {
      session.set('user', 2)
      const saving = session.save()
      await session.destroy()
      await saving
    })
    expect(lines).toEqual([expect.stringContaining('Max-Age=0')])
  })

  it('is not undone by a slow save behind a new beginning either', async () => {
    const real = platform.sealGcm.bind(platform)
    const slow = vi
      .spyOn(platform, 'sealGcm')
      .mockImplementationOnce(
        async (...args) => new Promise((resolve) => setTimeout(() => resolve(real(...args)), 5)),
      )
    const sessions = sessionsOf()
    const { lines } = await visit(sessions, undefined, async (session) => {
      session.set('user', 'old')
      const saving = session.save()
      await session.destroy()
      await session.regenerate()
      await saving
    })
    slow.mockRestore()
    expect(lines).toEqual([expect.stringContaining('Max-Age=0')])
  })

  it('then regenerating begins a new session in the same response', async () => {
    const sessions = sessionsOf()
    const { cookie, lines } = await visit(sessions, await cookieOf(sessions), async (session) => {
      await session.destroy()
      await session.regenerate()
      session.set('user', 2)
      await session.save()
    })
    expect(lines).toHaveLength(1)
    expect((await visit(sessions, cookie)).session.all()).toEqual({ user: 2 })
  })

  it('T21: holds for everybody who opened the session in this request', async () => {
    const sessions = sessionsOf()
    const { req, res } = nodePair({ cookie: await cookieOf(sessions) })
    const [one, two] = await Promise.all([sessions.open(req, res), sessions.fromNode(req, res)])
    expect(one).toBe(two)
    await one.destroy()
    await expect((await sessions.open(req, res)).save()).rejects.toMatchObject({
      code: 'ERR_IRONSEAL_DESTROYED',
    })
  })
})

describe('flash data', () => {
  it('lives until the next request that reads it', async () => {
    const sessions = sessionsOf()
    let { cookie } = await visit(sessions, undefined, (session) => {
      session.flash('notice', 'Saved')
      expect(session.flash.get('notice')).toBeUndefined()
      return session.commit()
    })
    ;({ cookie } = await visit(sessions, cookie, (session) => {
      session.get('other')
      return session.commit()
    }))
    ;({ cookie } = await visit(sessions, cookie, (session) => {
      expect(session.flash.get('notice')).toBe('Saved')
      expect(session.flash.get('notice')).toBe('Saved')
      return session.commit()
    }))
    expect((await visit(sessions, cookie)).session.flash.all()).toEqual({})
  })

  it('survives a redirect on the web', async () => {
    const sessions = sessionsOf()
    const session = await sessions.open(request())
    session.flash('notice', 'Saved')
    const response = await session.commit(Response.redirect('https://example.org/next', 303))
    expect([response.status, response.headers.get('location')]).toEqual([
      303,
      'https://example.org/next',
    ])
    const [line] = linesOf(response)
    const next = await sessions.open(request(line!.split(';')[0]))
    expect(next.flash.all()).toEqual({ notice: 'Saved' })
  })

  it('of now is gone with the request, and keep keeps what was read', async () => {
    const sessions = sessionsOf()
    const first = await cookieOf(sessions, {}, (session) => {
      session.flash('a', 1)
      session.flash('b', 2)
    })
    const { cookie } = await visit(sessions, first, (session) => {
      session.flash.now('c', 3)
      expect(session.flash.all()).toEqual({ a: 1, b: 2, c: 3 })
      session.flash.keep('a')
      return session.commit()
    })
    const next = await visit(sessions, cookie, (session) => {
      expect(session.flash.all()).toEqual({ a: 1 })
      session.flash.keep()
      return session.commit()
    })
    expect(next.lines).toEqual([])
  })

  it('has a size cap of its own, whatever came with the request', async () => {
    const sessions = sessionsOf({ accept: ['iron'] })
    const { session } = await visit(sessions, undefined)
    session.flash('a', 'x'.repeat(1016))
    expect(() => session.flash('b', 1)).toThrow(
      expect.objectContaining({ code: 'ERR_IRONSEAL_DATA' }),
    )
    expect(() => session.flash('a', 'x'.repeat(1017))).toThrow()
    await session.destroy()
    expect(session.flash.all()).toEqual({})
  })

  it('of now does not outlive destroy', async () => {
    const { session } = await visit(sessionsOf(), undefined)
    session.flash.now('who', 'ann')
    await session.destroy()
    expect(session.flash.get('who')).toBeUndefined()
  })
})

describe('what a session says of itself', () => {
  it('is nothing before its first seal', async () => {
    const { session } = await visit(sessionsOf(), undefined)
    const { id, createdAt, authenticatedAt, issuedAt, expiresAt, changed, origin } = session
    expect({ id, createdAt, authenticatedAt, issuedAt, expiresAt }).toEqual({})
    expect([changed, origin.kind]).toEqual([false, 'new'])
  })

  it('is its size, name included, as the browser counts', async () => {
    for (const data of [{}, { text: 'é'.repeat(50) }]) {
      const { session, lines } = await visit(sessionsOf(), undefined, async (current) => {
        for (const [name, value] of Object.entries(data)) current.set(name, value)
        await current.save()
      })
      expect(await session.size()).toBe(lines[0]!.split(';')[0]!.length - 1)
    }
  })
})

describe('concurrency', () => {
  it('T22: opens in one request share the handle; other requests and responses do not', async () => {
    const sessions = sessionsOf()
    const { req, res } = nodePair()
    const handles = await Promise.all(Array.from({ length: 5 }, () => sessions.open(req, res)))
    expect(new Set(handles).size).toBe(1)
    expect(await visit(sessions, undefined).then(({ session }) => session)).not.toBe(handles[0])
    expect(await sessionsOf().open(req, res)).not.toBe(handles[0])
  })

  it('T26: 100 interleaved requests of two users never mix', async () => {
    const { sessions } = listening()
    const cookies = [
      await cookieOf(sessions, { user: 'ann', seen: [] }),
      await cookieOf(sessions, { user: 'bob', seen: [] }),
    ]
    const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))
    await Promise.all(
      Array.from({ length: 100 }, async (_, at) => {
        const { cookie } = await visit(sessions, cookies[at % 2], async (session) => {
          await pause()
          session.get('seen').push(at)
          await pause()
          session.flash('for', session.get('user'))
          await session.save()
        })
        const { session } = await visit(sessions, cookie)
        const user = at % 2 === 0 ? 'ann' : 'bob'
        expect([session.all(), session.flash.all()]).toEqual([{ user, seen: [at] }, { for: user }])
      }),
    )
  })
})

describe('the origin of a session', () => {
  it('T42: is a reason of the closed list, and never an exception', async () => {
    const sessions = sessionsOf()
    const good = (await cookieOf(sessions)).slice('__Host-session='.length)
    const foreign = await cookieOf(sessionsOf({ password: OTHER_PASSWORD }))
    const iron = await cookieOf(sessionsOf({ accept: ['iron'] }))
    const name = '__Host-session'
    for (const [cookie, expected] of [
      [undefined, 'new'],
      ['', 'new'],
      ['other=1', 'new'],
      [`${name}=`, 'new'],
      [`${name}=undefined`, 'malformed'],
      [`${name}=%E0%A4%A`, 'malformed'],
      [`${name}=${'*'.repeat(8192)}`, 'malformed'],
      [`${name}=${'s'.repeat(16385)}`, 'oversize'],
      [iron, 'malformed'],
      [foreign, 'unknown-key'],
      [`${name}=${good.slice(0, -4)}AAAA`, 'invalid'],
      [`${name}=${good}`, 'resumed'],
      [`${name}="${good}"`, 'resumed'],
    ] as const)
      expect([cookie?.slice(0, 40), await originOf(sessions, cookie)]).toEqual([
        cookie?.slice(0, 40),
        expected,
      ])
    const other = sessionsOf({ cookieName: '__Host-other' })
    expect(await originOf(other, `__Host-other=${good}`)).toBe('invalid')
  })

  it('is `truncated` where a gap shows', async () => {
    const sessions = sessionsOf({ chunk: true })
    const cookie = await cookieOf(sessions, { text: 'x'.repeat(9000) })
    const chunks = cookie.split('; ')
    expect(chunks.length).toBeGreaterThan(2)
    expect(await originOf(sessions, [...chunks].reverse().join('; '))).toBe('resumed')
    expect(await originOf(sessions, chunks.slice(1).join('; '))).toBe('truncated')
    expect(await originOf(sessions, `${chunks[0]}; ${chunks[2]}`)).toBe('truncated')
    expect(await originOf(sessions, chunks.slice(0, -1).join('; '))).toMatch(/invalid|malformed/)
  })
})

describe('what nobody asked for', () => {
  it('T70: an anonymous visit that only reads sends no cookie and needs no cryptography', async () => {
    const spies = (
      ['randomBytes', 'sealGcm', 'openGcm', 'hkdfSha256', 'encryptBlocks'] as const
    ).map((name) => vi.spyOn(platform, name))
    const { lines, session } = await visit(
      sessionsOf({ idleTimeout: 60 }),
      undefined,
      (current) => {
        current.get('user')
        current.has('user')
        current.all()
        current.flash.all()
        return current.commit()
      },
    )
    expect(lines).toEqual([])
    expect(session.id).toBeUndefined()
    for (const spy of spies) {
      expect(spy).not.toHaveBeenCalled()
      spy.mockRestore()
    }
  })

  it('a visit with a session that only reads sends no cookie, and an untouched one opens no seal', async () => {
    const sessions = sessionsOf({ rememberSeals: false })
    const cookie = await cookieOf(sessions)
    const opened = vi.spyOn(platform, 'openGcm')
    const untouched = await visit(sessions, cookie, (session) => session.commit())
    const web = await sessions.open(request(cookie))
    await web.commit(new Response(''))
    expect(opened).toHaveBeenCalledTimes(platform.synchronous ? 0 : 2)
    const read = await visit(sessions, cookie, (session) => {
      session.get('user')
      return session.commit()
    })
    opened.mockRestore()
    expect([untouched.lines, read.lines]).toEqual([[], []])
  })

  it('changes nothing of the options', async () => {
    const options = Object.freeze({
      password: Object.freeze([Object.freeze({ id: 1, password: OTHER_PASSWORD })]),
      cookieOptions: Object.freeze({ path: '/', secure: true }),
      acceptNames: Object.freeze(['old']),
      moved: Object.freeze([Object.freeze({ domain: 'example.org' })]),
    })
    expect(await cookieOf(sessionsOf(options))).not.toBe('')
  })
})
