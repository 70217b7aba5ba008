import { describe, expect, it, vi } from 'vitest'
import { createDataStore } from './data-store.ts'
import type { Envelope } from './envelope.ts'

const storeOf = (data = {}, flash = {}) => createDataStore(() => ({ data, flash }))

describe('a session in memory', () => {
  it('is loaded when it is first needed, and once', () => {
    const load = vi.fn((): Envelope => ({ data: { a: 1 }, flash: {} }))
    const store = createDataStore(load)
    expect(load).not.toHaveBeenCalled()
    store.get('a')
    store.set('b', 2)
    store.get()
    store.snapshot()
    expect(load).toHaveBeenCalledTimes(1)
  })

  it('is not loaded when it is cleared first', () => {
    const load = vi.fn((): Envelope => ({ data: { a: 1 }, flash: {} }))
    const store = createDataStore(load)
    store.clear()
    expect(store.get()).toEqual({})
    expect(load).not.toHaveBeenCalled()
  })

  it('does not write into what it was given', () => {
    const data = { a: 1 }
    const flash = { f: 1 }
    const store = storeOf(data, flash)
    store.set('b', 2)
    store.unset('a')
    store.get('f')
    store.clear()
    expect([data, flash]).toEqual([{ a: 1 }, { f: 1 }])
  })
})

describe('set', () => {
  it('stores a copy and returns that copy itself', () => {
    const store = storeOf()
    const user = { id: 1, tags: ['a'] }
    const stored = store.set('user', user)
    expect(stored).toEqual(user)
    expect(stored).not.toBe(user)
    user.tags.push('outside')
    stored.id = 2
    expect(store.get('user')).toEqual({ id: 2, tags: ['a'] })
  })

  it('takes the names of methods and of Object.prototype like any others', () => {
    const names = ['constructor', 'toString', 'hasOwnProperty', 'save', 'then', 'get', 'length', '']
    const store = storeOf()
    for (const name of names) store.set(name, name)
    expect(store.get()).toEqual(Object.fromEntries(names.map((name) => [name, name])))
    for (const name of names) expect(store.get(name)).toBe(name)
  })

  it.each([['__proto__'], [['__proto__']], [{ toString: (): string => '__proto__' }]])(
    'refuses the name `__proto__`, also as %j: a query string may hold a list',
    (name) => {
      const store = storeOf()
      for (const put of [store.set, store.setFlash]) {
        expect(() => put(name as string, { admin: true })).toThrow(
          expect.objectContaining({ code: 'ERR_IRONSEAL_DATA' }),
        )
      }
      const { data, flash } = store.snapshot()
      for (const object of [data, flash]) {
        expect(Object.getPrototypeOf(object)).toBe(Object.prototype)
        expect(object).toEqual({})
      }
    },
  )
})

describe('get', () => {
  it('gives a copy each time', () => {
    const store = storeOf({ user: { tags: ['a'] } })
    const user = store.get('user') as { tags: string[] }
    user.tags.push('b')
    expect(store.get('user')).toEqual({ tags: ['a'] })
    expect(store.get('user')).not.toBe(store.get('user'))
  })

  it.each(['missing', 'toString', 'constructor', '__proto__', 'hasOwnProperty'])(
    'gives nothing for %s when it is not there',
    (name) => {
      expect(storeOf().get(name)).toBeUndefined()
    },
  )

  it('gives a copy of everything without a name', () => {
    const store = storeOf({ a: { deep: 1 } }, { f: { deep: 2 } })
    const all = store.get() as Record<string, { deep: number }>
    expect(all).toEqual({ a: { deep: 1 }, f: { deep: 2 } })
    all['a']!.deep = 9
    expect(store.get()).toEqual({ a: { deep: 1 } })
  })

  it('gives the functions that were stored', () => {
    const store = storeOf()
    const call = (): number => 1
    store.set('call', { call })
    expect((store.get('call') as { call: unknown }).call).toBe(call)
  })
})

describe('flash data', () => {
  it('is given once by its name, before data of the same name', () => {
    const store = storeOf({ a: 'stays' }, { a: 'flash' })
    expect([store.get('a'), store.get('a')]).toEqual(['flash', 'stays'])
  })

  it('is given once with everything, and there the data wins', () => {
    const store = storeOf({ a: 'stays' }, { a: 'flash', b: 'flash' })
    expect(store.get()).toEqual({ a: 'stays', b: 'flash' })
    expect(store.get()).toEqual({ a: 'stays' })
    expect(store.get('b')).toBeUndefined()
  })

  it('is set apart from data, also as a copy', () => {
    const store = storeOf()
    const message = { text: 'hi' }
    expect(store.setFlash('message', message)).toEqual(message)
    message.text = 'changed'
    expect(store.snapshot()).toEqual({ data: {}, flash: { message: { text: 'hi' } } })
    expect(store.get('message')).toEqual({ text: 'hi' })
    expect(store.snapshot()).toEqual({ data: {}, flash: {} })
  })
})

describe('unset and clear', () => {
  it('forgets data and flash of a name', () => {
    const store = storeOf({ a: 1, b: 2 }, { a: 3 })
    expect(store.unset('a')).toBeUndefined()
    expect(store.unset('missing')).toBeUndefined()
    expect(store.snapshot()).toEqual({ data: { b: 2 }, flash: {} })
  })

  it('forgets everything, and goes on', () => {
    const store = storeOf({ a: 1 }, { b: 2 })
    expect(store.clear()).toBeUndefined()
    expect(store.snapshot()).toEqual({ data: {}, flash: {} })
    store.set('c', 3)
    expect(store.get()).toEqual({ c: 3 })
  })
})
