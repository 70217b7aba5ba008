import { describe, expect, it } from 'vitest'
import { findPassword, passwordIdOf, splitPassword } from './password.ts'

const PASSWORD = 'a password of thirty-two letters'

describe('splitPassword', () => {
  it.each([PASSWORD, Buffer.alloc(32), new Uint8Array(32), undefined])(
    'gives %s to both keys',
    (password) => {
      expect(splitPassword(password)).toEqual({ id: '', encryption: password, integrity: password })
    },
  )

  it('gives the secret of an object to both keys', () => {
    expect(splitPassword({ id: 'a', secret: 's' })).toEqual({
      id: 'a',
      encryption: 's',
      integrity: 's',
    })
  })

  it('gives each key its own, unless there is a secret', () => {
    const two = { encryption: 'e', integrity: 'i' }
    expect(splitPassword(two)).toEqual({ id: undefined, ...two })
    expect(splitPassword({ ...two, secret: undefined })).toMatchObject(two)
    expect(splitPassword({ ...two, secret: 's' })).toMatchObject({
      encryption: 's',
      integrity: 's',
    })
  })
})

describe('passwordIdOf', () => {
  const idOf = (id: unknown): string => passwordIdOf({ id, encryption: '', integrity: '' })

  it.each([
    ['1', '1'],
    [1, '1'],
    ['prod_2', 'prod_2'],
    ['', ''],
    [undefined, ''],
    [null, ''],
    [0, ''],
  ])('writes %s as "%s"', (id, text) => expect(idOf(id)).toBe(text))

  it.each(['a-b', 'a*b', 'a b', 'ä', '1\n', '*', 1.5, -1, {}, true])('refuses %s', (id) => {
    expect(() => idOf(id)).toThrow(/^Invalid password id$/)
  })
})

describe('findPassword', () => {
  it.each([PASSWORD, Buffer.alloc(32), new Uint8Array(32)])(
    'takes the only one for every id',
    (password) => {
      expect(findPassword(password, '')).toBe(password)
      expect(findPassword(password, '7')).toBe(password)
    },
  )

  it('finds one by its id, and `default` for a seal that has none', () => {
    const secret = { secret: 's' }
    expect(findPassword({ 1: PASSWORD, two: secret }, '1')).toBe(PASSWORD)
    expect(findPassword({ 1: PASSWORD, two: secret }, 'two')).toBe(secret)
    expect(findPassword({ default: PASSWORD }, '')).toBe(PASSWORD)
    expect(findPassword([undefined, PASSWORD], '1')).toBe(PASSWORD)
    expect(findPassword(Object.assign(Object.create(null), { 1: PASSWORD }), '1')).toBe(PASSWORD)
  })

  it.each([
    'constructor',
    'toString',
    'hasOwnProperty',
    'valueOf',
    '__proto__',
    '__defineGetter__',
  ])('does not find the id %s in what every object has', (id) => {
    expect(() => findPassword({ 1: PASSWORD }, id)).toThrow(`Cannot find password: ${id}`)
    expect(() => findPassword([PASSWORD], id)).toThrow(`Cannot find password: ${id}`)
  })

  it('does not find what the object inherits, nor the length of a list', () => {
    expect(() => findPassword(Object.create({ 1: PASSWORD }), '1')).toThrow(
      'Cannot find password: 1',
    )
    expect(() => findPassword([PASSWORD], 'length')).toThrow('Cannot find password: length')
  })

  it.each(['', 0, null, undefined, false])('misses %s', (nothing) => {
    expect(() => findPassword(nothing, '1')).toThrow(/^Empty password$/)
    expect(() => findPassword({ 1: nothing }, '1')).toThrow(/^Cannot find password: 1$/)
  })

  it('repeats an id only when a seal can carry it', () => {
    const messageFor = (id: string): string => {
      try {
        return String(findPassword({}, id))
      } catch (error) {
        return (error as Error).message
      }
    }
    expect(messageFor('')).toBe('Cannot find password: ')
    expect(messageFor('x'.repeat(64))).toBe(`Cannot find password: ${'x'.repeat(64)}`)
    for (const id of ['x'.repeat(65), 'a\nb', 'a b', '<b>', 'ä', '\u202e']) {
      expect(messageFor(id)).toBe('Cannot find password')
    }
  })
})
