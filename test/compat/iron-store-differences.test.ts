import { afterEach, describe, expect, it, vi } from 'vitest'
import { PASSWORD } from './iron-peers.ts'
import { ourStore, peerStore, stores } from './iron-store-peers.ts'

afterEach(() => void vi.useRealTimers())
const at = (now: number): void => void vi.useFakeTimers({ now, toFake: ['Date'] })

describe('a store of ironseal/iron-store', () => {
  it.each(stores)('opens in %s', async (_, make) => {
    for (const [, maker] of stores) {
      const store = await maker({ password: PASSWORD, ttl: 1e6 })
      store.set('user', { id: 1 })
      store.setFlash('note', [1, 'x'])
      const next = await make({ password: PASSWORD, sealed: await store.seal() })
      expect(next.get()).toEqual({ user: { id: 1 }, note: [1, 'x'] })
    }
  })

  it('shows nothing of Object.prototype, which iron-store does', async () => {
    const [mine, theirs] = await Promise.all(stores.map(([, make]) => make({ password: PASSWORD })))
    expect(mine?.get('toString')).toBeUndefined()
    expect(theirs?.get('toString')).toBeInstanceOf(Function)
  })

  it.each([NaN, Infinity, null, '5', 1e300])('makes no seal with a ttl of %s', async (ttl) => {
    const store = await ourStore({ password: PASSWORD, ttl })
    await expect(store.seal()).rejects.toMatchObject({
      code: 'ERR_IRONSEAL_OPTION',
      option: 'ttl',
      hint: expect.stringContaining('milliseconds'),
    })
    await expect((await peerStore({ password: PASSWORD, ttl })).seal()).resolves.toBeDefined()
  })

  it('says what is wrong with a list without passwords', async () => {
    const store = await ourStore({ password: [] })
    await expect(store.seal()).rejects.toThrow(/^iron-store: the list of passwords is empty$/)
  })

  it('takes a negative ttl and parts of a millisecond: the seal is over at once, or opens', async () => {
    at(1_700_000_000_000)
    const endOf = async (ttl: number) =>
      (await (await ourStore({ password: PASSWORD, ttl })).seal()).split('*')[5]
    expect(await endOf(-1000)).toBe('1699999999000')
    expect(await endOf(1000.5)).toBe('1700000001000')
  })
})
