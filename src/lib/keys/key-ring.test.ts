import { inspect } from 'node:util'
import { describe, expect, it, vi } from 'vitest'
import type { Bytes } from '../bytes/bytes.ts'
import { Key, type KeyDates } from './key.ts'
import { KeyRing } from './key-ring.ts'

const ONE = 'the first password, of 36 characters'
const TWO = 'the second password, long enough too'
const THREE = 'the third password, of enough letters'

const secret = (ring: KeyRing, id: string): unknown => {
  const key = ring.find(id)
  return key && Key.reveal(key)
}

describe('a key ring of one password', () => {
  const ring = KeyRing.fromPassword(ONE)

  it('seals with the id 1', () => {
    expect(ring.sealingKey().id).toBe('1')
    expect(ring.primary).toBe(ring.sealingKey())
  })

  it('opens seals with the id 1 and seals without an id', () => {
    expect(secret(ring, '1')).toBe(ONE)
    expect(secret(ring, '')).toBe(ONE)
    expect(ring.find('2')).toBeUndefined()
  })
})

describe('a key ring of a list', () => {
  it('seals with the first and opens with all', () => {
    const ring = KeyRing.fromList([
      { id: 2, password: TWO },
      { id: 'old', password: ONE },
    ])
    expect(ring.sealingKey().id).toBe('2')
    expect(secret(ring, '2')).toBe(TWO)
    expect(secret(ring, 'old')).toBe(ONE)
    expect(ring.size).toBe(2)
  })

  it('does not open seals without an id', () => {
    expect(KeyRing.fromList([{ id: 1, password: ONE }]).find('')).toBeUndefined()
  })

  it('takes the earlier of two passwords with one id', () => {
    const ring = KeyRing.fromList([
      { id: 1, password: ONE },
      { id: '1', password: TWO },
    ])
    expect(secret(ring, '1')).toBe(ONE)
    expect(ring.size).toBe(1)
  })

  it.each([0, undefined, null, ''])('writes no id into the seal for the id %s', (id) => {
    const ring = KeyRing.fromList([{ id: id as never, password: ONE }])
    expect(ring.sealingKey().id).toBe('')
    expect(secret(ring, '')).toBe(ONE)
  })

  it('tells ids apart that only look alike', () => {
    const ring = KeyRing.fromList([{ id: 1, password: ONE }])
    for (const id of ['01', '1 ', ' 1', '1.0', '+1', '１']) expect(ring.find(id)).toBeUndefined()
  })

  it('cannot seal when it is empty, and says so when it has to', () => {
    const ring = KeyRing.fromList([])
    expect(ring.primary).toBeUndefined()
    expect(() => ring.sealingKey()).toThrow(
      expect.objectContaining({
        code: 'ERR_IRONSEAL_PASSWORD',
        message: 'The key ring has no password that seals now',
        option: 'password',
        hint: expect.stringContaining('at least one password'),
      }),
    )
  })
})

describe('a key ring of a map', () => {
  it('seals with the highest number and opens with all', () => {
    const ring = KeyRing.fromMap({ 10: TWO, 9: ONE })
    expect(ring.sealingKey().id).toBe('10')
    expect(secret(ring, '9')).toBe(ONE)
  })

  it('has no key that seals when its ids are no numbers, or when it is empty', () => {
    for (const ring of [KeyRing.fromMap({ a: ONE }), KeyRing.fromMap({})]) {
      expect(ring.primary).toBeUndefined()
      expect(() => ring.sealingKey()).toThrow(
        expect.objectContaining({ code: 'ERR_IRONSEAL_PASSWORD' }),
      )
    }
  })
})

describe('the look-up of a key', () => {
  const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', 'default']

  it.each(names)('finds nothing under %s unless it was put there', (id) => {
    const rings = [
      KeyRing.fromPassword(ONE),
      KeyRing.fromList([{ id: 1, password: ONE }]),
      KeyRing.fromMap({ 1: ONE }),
    ]
    for (const ring of rings) expect(ring.find(id)).toBeUndefined()
    expect(secret(KeyRing.fromList([{ id, password: TWO }]), id)).toBe(TWO)
  })
})

describe('a key ring of keys with dates', () => {
  const DAY = 86_400_000
  const key = (id: string, secret: string | Bytes, dates?: KeyDates): Key =>
    new Key(id, secret, dates)

  it('seals with the first that may, to the millisecond', () => {
    const ring = KeyRing.fromKeys([key('2', TWO, { sealFrom: DAY }), key('1', ONE)])
    expect(ring.sealingKey(DAY - 1).id).toBe('1')
    expect(ring.sealingKey(DAY).id).toBe('2')
    expect(ring.primary?.id).toBe('2')
  })

  it('unseals with all, also with one that may not seal yet', () => {
    const ring = KeyRing.fromKeys([key('2', TWO, { sealFrom: DAY }), key('1', ONE)])
    expect(ring.find('2', 0)?.id).toBe('2')
    expect(ring.find('1', 0)?.id).toBe('1')
  })

  it('forgets a key when it retires, to the millisecond', () => {
    const ring = KeyRing.fromKeys([key('2', TWO, { retireAt: DAY }), key('1', ONE)])
    expect(ring.find('2', DAY - 1)?.id).toBe('2')
    expect(ring.find('2', DAY)).toBeUndefined()
    expect(ring.sealingKey(DAY - 1).id).toBe('2')
    expect(ring.sealingKey(DAY).id).toBe('1')
  })

  it('goes by the clock of the process unless it is told the time', () => {
    vi.useFakeTimers({ now: DAY - 1, toFake: ['Date'] })
    const ring = KeyRing.fromKeys([
      key('2', TWO, { sealFrom: DAY }),
      key('1', ONE, { retireAt: DAY }),
    ])
    const [older, newer] = [ring.find('1')!, ring.find('2')!]
    expect([ring.isCurrent(older), ring.isCurrent(newer)]).toEqual([true, false])
    vi.setSystemTime(DAY)
    expect([ring.isCurrent(older), ring.isCurrent(newer)]).toEqual([false, true])
    expect(ring.find('1')).toBeUndefined()
    vi.useRealTimers()
  })

  it('cannot seal while no key may', () => {
    const ring = KeyRing.fromKeys([key('1', ONE, { sealFrom: DAY, retireAt: 2 * DAY })])
    for (const now of [DAY - 1, 2 * DAY])
      expect(() => ring.sealingKey(now)).toThrow(
        expect.objectContaining({ code: 'ERR_IRONSEAL_PASSWORD' }),
      )
    expect(ring.sealingKey(DAY).id).toBe('1')
  })

  it('opens Iron seals without an id with its only key', () => {
    expect(secret(KeyRing.fromKeys([key('7', ONE)]), '')).toBe(ONE)
    expect(KeyRing.fromKeys([key('2', TWO), key('1', ONE)]).find('')).toBeUndefined()
    expect(KeyRing.fromKeys([]).size).toBe(0)
  })

  it('drops a key that is there twice', () => {
    const bytes = (): Bytes => new Uint8Array(32).fill(7)
    for (const one of [ONE, bytes()]) {
      const again = typeof one === 'string' ? one : bytes()
      const ring = KeyRing.fromKeys([key('1', one), key('1', again, { sealFrom: DAY })])
      expect([...new Set(ring.keys())]).toHaveLength(1)
      expect(ring.find('')?.id).toBe('1')
      expect(ring.sealingKey(0)).toBe(ring.find('1'))
    }
  })

  it('seals only with a key that it finds again: of two twins the first', () => {
    const ring = KeyRing.fromKeys([key('1', ONE, { retireAt: 0 }), key('1', ONE), key('2', TWO)])
    expect(ring.sealingKey(1).id).toBe('2')
  })

  it.each([
    ['two passwords', ONE, TWO],
    ['two keys of bytes', new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)],
    ['keys of other lengths', new Uint8Array(32), new Uint8Array(33)],
    ['a password and bytes', ONE, new TextEncoder().encode(ONE)],
  ])('refuses %s under one id', (_, first, second) => {
    expect(() => KeyRing.fromKeys([key('1', first), key('1', second)])).toThrow(
      expect.objectContaining({
        code: 'ERR_IRONSEAL_PASSWORD',
        message: 'Two passwords of the key ring have the same id',
        option: 'password',
        hint: expect.stringContaining('its own `id`'),
      }),
    )
  })
})

describe('the equality of key rings', () => {
  const list = [
    { id: 2, password: TWO },
    { id: 1, password: ONE },
  ]
  const ring = KeyRing.fromList(list)

  it('holds for the same passwords under the same ids', () => {
    expect(ring.equals(ring)).toBe(true)
    expect(ring.equals(KeyRing.fromList([...list]))).toBe(true)
    expect(ring.equals(KeyRing.fromMap({ 1: ONE, 2: TWO }))).toBe(true)
  })

  it.each([
    ['another password', [list[0]!, { id: 1, password: THREE }]],
    ['another id', [list[0]!, { id: 3, password: ONE }]],
    ['another one that seals', [list[1]!, list[0]!]],
    ['one password less', list.slice(0, 1)],
    ['one password more', [...list, { id: 3, password: THREE }]],
    ['none', []],
  ])('does not hold for %s', (_, other) => {
    expect(ring.equals(KeyRing.fromList(other))).toBe(false)
    expect(KeyRing.fromList(other).equals(ring)).toBe(false)
  })

  it('holds for rings in which nothing seals', () => {
    expect(KeyRing.fromList([]).equals(KeyRing.fromMap({}))).toBe(true)
    expect(KeyRing.fromMap({ a: ONE }).equals(KeyRing.fromMap({ a: ONE }))).toBe(true)
    expect(KeyRing.fromMap({ a: ONE }).equals(KeyRing.fromList([{ id: 'a', password: ONE }]))).toBe(
      false,
    )
  })

  it('holds for a ring and itself, whatever retired in it', () => {
    const retired = KeyRing.fromKeys([new Key('1', ONE, { retireAt: 0 })])
    expect(retired.equals(retired)).toBe(true)
  })

  it('knows a single password from a list of it', () => {
    expect(KeyRing.fromPassword(ONE).equals(KeyRing.fromList([{ id: 1, password: ONE }]))).toBe(
      false,
    )
  })
})

describe('what a key ring shows of itself', () => {
  it('has no password in it', () => {
    const ring = KeyRing.fromList([
      { id: 2, password: TWO },
      { id: 1, password: ONE },
    ])
    const shown = [
      inspect(ring, { showHidden: true, depth: 9 }),
      JSON.stringify(ring),
      JSON.stringify(structuredClone({ ...ring })),
      String(ring),
    ].join('\n')
    for (const password of [ONE, TWO]) expect(shown).not.toContain(password)
  })
})
