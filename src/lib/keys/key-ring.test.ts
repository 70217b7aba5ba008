import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { Key } from './key.ts'
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
      expect.objectContaining({ code: 'ERR_IRONSEAL_PASSWORD', option: 'password' }),
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
    expect(KeyRing.fromMap({ a: ONE }).primary).toBeUndefined()
    expect(KeyRing.fromMap({}).primary).toBeUndefined()
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

  it('knows a single password from a list of it', () => {
    expect(KeyRing.fromPassword(ONE).equals(KeyRing.fromList([{ id: 1, password: ONE }]))).toBe(
      false,
    )
  })
})

describe('what a key ring shows of itself', () => {
  it('has ids and no password in it', () => {
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
    expect(shown).toContain('2')
    for (const password of [ONE, TWO]) expect(shown).not.toContain(password)
  })
})
