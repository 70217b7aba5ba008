import { describe, expect, it } from 'vitest'
import * as face from '../../src/iron-store.ts'
import { PASSWORD } from './iron-peers.ts'
import { stores } from './iron-store-peers.ts'

it('has a default export and no other', () => expect(Object.keys(face)).toEqual(['default']))

describe.each(stores)('a store of %s', (_, make) => {
  const password = PASSWORD

  it('has six methods, in order, which can be taken off it', async () => {
    const store = await make({ password })
    expect(Object.keys(store)).toEqual(['set', 'setFlash', 'unset', 'get', 'clear', 'seal'])
    const { set, get } = store
    set('a', 1)
    expect(get('a')).toBe(1)
  })

  it('gives the stored copy back when it sets', async () => {
    const store = await make({ password })
    const user = { id: 1 }
    const copy = store.set('user', user)
    user.id = 2
    expect(store.get('user')).toEqual({ id: 1 })
    copy.id = 3
    expect(store.get('user')).toEqual({ id: 3 })
    expect(store.setFlash('note', 'x')).toBe('x')
  })

  it('gives copies when it gets', async () => {
    const store = await make({ password })
    store.set('date', new Date(0))
    store.set('map', new Map([['a', { b: 1 }]]))
    store.get('map').clear()
    expect(store.get('date')).toEqual(new Date(0))
    expect(store.get('map')).toEqual(new Map([['a', { b: 1 }]]))
    expect(store.get('map')).not.toBe(store.get('map'))
    expect(store.get('nothing')).toBeUndefined()
  })

  it('reads flash once, and first', async () => {
    const store = await make({ password })
    store.set('a', 'stays')
    store.setFlash('a', 'goes')
    expect(store.get('a')).toBe('goes')
    expect(store.get('a')).toBe('stays')
  })

  it('reads everything without a name: what stays comes before flash, which is gone', async () => {
    const store = await make({ password })
    store.set('a', 1)
    store.setFlash('a', 2)
    store.setFlash('b', 3)
    expect(store.get()).toEqual({ a: 1, b: 3 })
    expect(store.get()).toEqual({ a: 1 })
  })

  it('removes one, both kinds, and all', async () => {
    const store = await make({ password })
    store.set('a', 1)
    store.setFlash('a', 2)
    store.set('b', 3)
    expect(store.unset('a')).toBeUndefined()
    expect(store.unset('nothing')).toBeUndefined()
    expect(store.get('a')).toBeUndefined()
    expect(store.clear()).toBeUndefined()
    expect(store.get()).toEqual({})
  })

  it('seals what it holds at the time of the call', async () => {
    const store = await make({ password })
    store.set('a', 1)
    const sealing = store.seal()
    store.set('a', 2)
    expect((await make({ password, sealed: await sealing })).get('a')).toBe(1)
  })

  it('keeps flash in the seal until it is read', async () => {
    const store = await make({ password })
    store.setFlash('note', 'x')
    const next = await make({ password, sealed: await store.seal() })
    expect(next.get('note')).toBe('x')
    expect((await make({ password, sealed: await next.seal() })).get('note')).toBeUndefined()
  })

  it('has JSON after a seal', async () => {
    const store = await make({ password })
    store.set('date', new Date(0))
    store.set('map', new Map([[1, 2]]))
    store.set('nan', NaN)
    const next = await make({ password, sealed: await store.seal() })
    expect(next.get()).toEqual({ date: '1970-01-01T00:00:00.000Z', map: {}, nan: null })
  })
})
