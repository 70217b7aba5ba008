import hapi from '@hapi/iron'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { forge, messageOf, PASSWORD } from './iron-peers.ts'
import { stores } from './iron-store-peers.ts'

const OTHER = 'another password, which is long enough as well'

afterEach(() => void vi.useRealTimers())
const at = (now: number): void => void vi.useFakeTimers({ now, toFake: ['Date'] })

describe.each(stores)('a seal of %s', (_, make) => {
  const password = PASSWORD

  it('counts ttl in milliseconds, with a minute of grace', async () => {
    at(1_700_000_000_000)
    const store = await make({ password, ttl: 5000 })
    store.set('a', 1)
    const sealed = await store.seal()
    expect(sealed.split('*')[5]).toBe('1700000005000')
    at(1_700_000_064_999)
    expect((await make({ password, sealed })).get('a')).toBe(1)
    at(1_700_000_065_000)
    expect(await messageOf(make({ password, sealed }))).toBe('Expired seal')
  })

  it.each([0, undefined])('seals for ever with a ttl of %s', async (ttl) => {
    const sealed = await (await make({ password, ttl })).seal()
    expect(sealed.split('*')[5]).toBe('')
  })

  it('names the id of the password in the seal', async () => {
    const idOf = async (passwords: unknown) =>
      (await (await make({ password: passwords })).seal()).split('*')[1]
    expect(await idOf(password)).toBe('1')
    expect(
      await idOf([
        { id: 'b_2', password },
        { id: 1, password: OTHER },
      ]),
    ).toBe('b_2')
    expect(await idOf([{ id: 0, password }])).toBe('')
  })

  it('rotates: the first of a list seals, all of them open', async () => {
    const old = await (await make({ password })).seal()
    const list = [
      { id: 2, password: OTHER },
      { id: 1, password },
    ]
    const store = await make({ password: list, sealed: old })
    const renewed = await store.seal()
    expect(renewed.split('*')[1]).toBe('2')
    expect(await messageOf(make({ password, sealed: renewed }))).toBe('Cannot find password: 2')
    await expect(make({ password: [list[0]], sealed: renewed })).resolves.toBeDefined()
  })

  it('takes the earlier of two passwords with one id', async () => {
    const sealed = await (await make({ password })).seal()
    const list = [
      { id: 1, password },
      { id: 1, password: OTHER },
    ]
    await expect(make({ password: list, sealed })).resolves.toBeDefined()
    expect(await messageOf(make({ password: list.reverse(), sealed }))).toBe('Bad hmac value')
  })

  it('opens a seal without an id with a single password, and not with a list', async () => {
    const sealed = await hapi.seal({ persistent: { a: 1 }, flash: {} }, password, hapi.defaults)
    expect(sealed).toMatch(/^Fe26\.2\*\*/)
    expect((await make({ password, sealed })).get('a')).toBe(1)
    const list = [{ id: 1, password }]
    expect(await messageOf(make({ password: list, sealed }))).toBe('Cannot find password: ')
  })

  it.each([undefined, null, 5, { 1: PASSWORD }])('refuses %s for a password', async (bad) => {
    const message = 'iron-store: bad `password` format, expected string or array of objects'
    expect(await messageOf(make({ password: bad }))).toBe(message)
    expect(await messageOf(make({ password: bad, sealed: 'x' }))).toBe(message)
  })

  it.each([
    ['', 'Incorrect number of sealed components'],
    ['Fe26.2**', 'Incorrect number of sealed components'],
    ['Fe27.2*1******', 'Wrong mac prefix'],
    ['Fe26.2*1****x**', 'Invalid expiration'],
    ['Fe26.2*9******', 'Cannot find password: 9'],
    ['Fe26.2*1******', 'Bad hmac value'],
  ])('refuses the seal "%s": %s', async (sealed, message) => {
    expect(await messageOf(make({ password, sealed }))).toBe(message)
  })

  it.each([
    ['', 'Empty password'],
    ['short', 'Password string too short (min 32 characters required)'],
    [[{ id: 'a-b', password }], 'Invalid password id'],
  ])('says at the seal what is wrong with a password', async (bad, message) => {
    const store = await make({ password: bad })
    expect(await messageOf(store.seal())).toBe(message)
  })

  it('refuses a list without passwords at the seal', async () => {
    const store = await make({ password: [] })
    await expect((async () => store.seal())()).rejects.toThrow(TypeError)
  })

  it('refuses a key `__proto__` in a seal', async () => {
    const sealed = await forge('{"persistent":{"__proto__":{"admin":true}},"flash":{}}')
    const said = await messageOf(make({ password, sealed }))
    expect(said).toBe(
      'Failed parsing sealed object JSON: Object contains forbidden prototype property',
    )
  })

  it.each(['null', '{"user":{"id":1}}', '[]'])(
    'fails with a TypeError at the first get of %s',
    async (data) => {
      const store = await make({ password, sealed: await forge(data) })
      expect(() => store.get('user')).toThrow(TypeError)
    },
  )
})
