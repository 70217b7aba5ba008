import { describe, expect, it } from 'vitest'
import { assertKeyName, describeBiggestKeys, isPlainObject } from './json-object.ts'

describe('isPlainObject', () => {
  it('is true for objects and false for everything else that JSON has', () => {
    expect([{}, { a: 1 }, Object.create(null)].map(isPlainObject)).toEqual([true, true, true])
    const others = [null, undefined, [], [1], 'text', 1, true, () => 1]
    expect(others.map(isPlainObject)).toEqual(others.map(() => false))
  })
})

describe('describeBiggestKeys', () => {
  it('names three keys and their sizes, and no value', () => {
    const text = describeBiggestKeys({ a: 'x', cart: ['SECRET'.repeat(9)], b: 12345, c: undefined })
    expect(text).toBe('The biggest keys, in characters of JSON: `cart` (58), `b` (5), `a` (3).')
  })

  it('says that there is nothing', () => {
    expect(describeBiggestKeys({})).toBe('The session is empty.')
    expect(describeBiggestKeys({ f: () => 1 })).toContain('`f` (0)')
  })
})

describe('the name of a key', () => {
  it.each(['', 'a', 'constructor', 'toString', '__proto', '__PROTO__'])('may be %j', (name) => {
    expect(() => assertKeyName(name)).not.toThrow()
  })

  it('is never `__proto__`', () => {
    expect(() => assertKeyName('__proto__')).toThrow(
      expect.objectContaining({
        code: 'ERR_IRONSEAL_DATA',
        message: 'The session cannot hold a key `__proto__`',
        option: 'name',
        hint: expect.stringContaining('another name'),
      }),
    )
  })
})
