import { platform } from '#platform'
import { describe, expect, it } from 'vitest'
import { both, open, ours, sealIn, theirs } from './next-iron-session-pair.ts'

describe.each(both)('req.session of $name', (api) => {
  it('N19: is an ordinary property with five methods in this order', async () => {
    const { req, session } = await open(api)
    expect(Object.getOwnPropertyDescriptor(req, 'session')).toMatchObject({
      writable: true,
      enumerable: true,
      configurable: true,
    })
    expect(Object.keys(session)).toEqual(['set', 'get', 'unset', 'save', 'destroy'])
    for (const method of Object.values(session)) expect(method).toBeTypeOf('function')
    expect(session).not.toHaveProperty('setFlash')
  })

  it('N19: works when its methods are taken off it', async () => {
    const { session, sent } = await open(api)
    const { set, get, unset, save, destroy } = session
    set('a', 1)
    set('b', 2)
    unset('b')
    expect(get()).toEqual({ a: 1 })
    expect(await save()).toBe(sent()[0])
    destroy()
    expect(get()).toEqual({})
  })

  it('N21: set returns the stored copy itself', async () => {
    const { session } = await open(api)
    const user = { id: 1, list: [1] }
    const stored = session.set('user', user)
    expect(stored).toEqual(user)
    expect(stored).not.toBe(user)
    user.id = 9
    stored.list.push(2)
    expect(session.get('user')).toEqual({ id: 1, list: [1, 2] })
  })

  it('N21: set copies what npm clone copies', async () => {
    class Cart {
      items = ['a']
      count(): number {
        return this.items.length
      }
    }
    const call = (): number => 1
    const circle: { self?: unknown } = {}
    circle.self = circle
    const value = {
      date: new Date(5),
      re: /x/gi,
      map: new Map([['k', { v: 1 }]]),
      set: new Set([1]),
      buffer: Buffer.from('ab'),
      error: new RangeError('no'),
      cart: new Cart(),
      call,
      circle,
      nothing: undefined,
    }
    const { session } = await open(api)
    const stored = session.set('v', value)
    expect(stored.date).toEqual(new Date(5))
    expect(stored.date).not.toBe(value.date)
    expect([stored.re.source, stored.re.flags]).toEqual(['x', 'gi'])
    expect(stored.map).toEqual(value.map)
    expect(stored.map.get('k')).not.toBe(value.map.get('k'))
    expect(stored.set).toEqual(value.set)
    expect(stored.buffer).toEqual(value.buffer)
    expect(stored.buffer).not.toBe(value.buffer)
    expect(stored.error).toBeInstanceOf(RangeError)
    expect(stored.error.message).toBe('no')
    expect(stored.cart.count()).toBe(1)
    expect(stored.call).toBe(call)
    expect(stored.circle.self).toBe(stored.circle)
    expect(stored.circle).not.toBe(circle)
    expect('nothing' in stored).toBe(true)
  })

  it('N21: set returns what it cannot copy', async () => {
    const { session } = await open(api)
    for (const value of [1, 'text', null, undefined, true]) {
      expect(session.set('v', value)).toBe(value)
      expect(session.get('v')).toBe(value)
    }
  })

  it('N22: get gives a copy, and nothing for what is missing', async () => {
    const { session } = await open(api)
    session.set('user', { list: [1] })
    session.get('user').list.push(2)
    expect(session.get('user')).toEqual({ list: [1] })
    expect(session.get('missing')).toBeUndefined()
  })

  it('N4, N23: get without a name gives a copy of everything', async () => {
    const { session } = await open(api)
    session.set('a', { deep: 1 })
    const all = session.get()
    expect(all).toEqual({ a: { deep: 1 } })
    all.a.deep = 2
    all.b = 3
    expect(session.get(undefined)).toEqual({ a: { deep: 1 } })
  })

  it('N24: unset forgets, also what is not there', async () => {
    const { session } = await open(api)
    session.set('a', 1)
    expect(session.unset('a')).toBeUndefined()
    expect(session.unset('missing')).toBeUndefined()
    expect(session.get()).toEqual({})
  })

  it('N25: save takes what is there when it is called', async () => {
    const { session } = await open(api)
    session.set('a', { deep: 1 })
    const saving = session.save()
    session.set('b', 2)
    session.set('a', 9)
    const line = await saving
    expect(line).toMatch(
      /^c=Fe26\.2\*1\*.*; Max-Age=1295940; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    )
    const next = await open(theirs, {}, `c=${sealIn(line)}`)
    expect(next.session.get()).toEqual({ a: { deep: 1 } })
  })

  it('N29: a value comes back by the rules of JSON', async () => {
    const { session } = await open(api)
    session.set('v', {
      date: new Date(0),
      map: new Map([[1, 2]]),
      re: /x/,
      nothing: undefined,
      call: () => 1,
      nan: NaN,
      list: [undefined, Infinity],
      json: { toJSON: () => 'own' },
    })
    const next = await open(theirs, {}, `c=${sealIn(await session.save())}`)
    expect(next.session.get('v')).toEqual({
      date: '1970-01-01T00:00:00.000Z',
      map: {},
      re: {},
      nan: null,
      list: [null, null],
      json: 'own',
    })
  })

  it('N29: save says what JSON cannot hold', async () => {
    for (const value of [
      1n,
      (() => {
        const circle: { self?: unknown } = {}
        circle.self = circle
        return circle
      })(),
    ]) {
      const { session, sent } = await open(api)
      session.set('v', value)
      await expect(session.save()).rejects.toThrow(/^Failed to stringify object: /)
      expect(sent()).toEqual([])
    }
  })
})

describe('req.session, where ironseal differs', () => {
  it('N22: gives no members of Object.prototype', async () => {
    for (const name of ['toString', 'constructor', '__proto__', 'hasOwnProperty']) {
      expect((await open(theirs)).session.get(name)).toBeDefined()
      expect((await open(ours)).session.get(name)).toBeUndefined()
    }
  })

  it('has an origin that no loop, spread or JSON shows', async () => {
    const { session } = await open(ours)
    expect(session.origin).toEqual({ kind: 'new' })
    expect({ ...session }).not.toHaveProperty('origin')
    expect(Object.keys(session)).not.toContain('origin')
  })

  it('is the same when it is opened twice on one request', async () => {
    const { session, req, res } = await open(ours)
    session.set('a', 1)
    const again = await (async () => {
      const { withIronSession } = ours
      return withIronSession((request: any) => request.session, {
        password: 'complex_password_at_least_32_characters_long',
        cookieName: 'c',
      })(req, res)
    })()
    expect(again).toBe(session)
  })

  it('N25: is logged out when destroy follows a save that nobody awaited, where sealing is synchronous', async () => {
    const linesOf = async (api: typeof ours): Promise<string[]> => {
      const { session, sent } = await open(api)
      const saving = session.save()
      session.destroy()
      await saving
      return sent().map((line) => (line.startsWith('c=;') ? 'deleted' : 'saved'))
    }
    expect(await linesOf(theirs)).toEqual(['deleted', 'saved'])
    if (platform.synchronous) expect(await linesOf(ours)).toEqual(['saved', 'deleted'])
  })
})
