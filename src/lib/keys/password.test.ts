import { describe, expect, it } from 'vitest'
import { Key } from './key.ts'
import { assertSealableId, assertUsableKey, isUsableKey } from './password.ts'

const PASSWORD = 'a password of thirty-two letters'

describe('whether a key can be used', () => {
  it.each<[string, unknown, boolean]>([
    ['a password', PASSWORD, true],
    ['a short one', PASSWORD.slice(1), false],
    ['bytes, which no Iron seal asks for', new Uint8Array(32), true],
    ['none', undefined, false],
    ['a number', 7, false],
  ])('is known of %s', (_, secret, usable) => {
    expect(isUsableKey(new Key('1', secret as string))).toBe(usable)
  })
})

describe('a password', () => {
  it('has at least 32 characters', () => {
    expect(PASSWORD).toHaveLength(32)
    expect(() => assertUsableKey(new Key('1', PASSWORD))).not.toThrow()
    expect(() => assertUsableKey(new Key('1', PASSWORD.slice(1)))).toThrow(
      expect.objectContaining({
        code: 'ERR_IRONSEAL_PASSWORD',
        option: 'password',
        message: 'Password string too short (min 32 characters required)',
        hint: expect.stringContaining('31'),
      }),
    )
  })

  it('is counted in UTF-16 code units, as every Iron library counts', () => {
    expect(() => assertUsableKey(new Key('1', '😀'.repeat(16)))).not.toThrow()
    expect(() => assertUsableKey(new Key('1', '😀'.repeat(15)))).toThrow(/too short/)
  })

  it('is not empty', () => {
    expect(() => assertUsableKey(new Key('1', ''))).toThrow(
      expect.objectContaining({
        code: 'ERR_IRONSEAL_PASSWORD',
        message: 'Empty password',
        option: 'password',
        hint: expect.stringContaining('environment variable'),
      }),
    )
  })

  it.each([undefined, null, 0, false])(
    'is not %s: an environment variable may be missing',
    (missing) => {
      expect(() => assertUsableKey(new Key('1', missing as never))).toThrow(
        expect.objectContaining({ code: 'ERR_IRONSEAL_PASSWORD', message: 'Empty password' }),
      )
    },
  )

  it.each([
    ['a list', Array.from({ length: 32 }, () => 'x'), 'object'],
    ['a number', 2 ** 52, 'number'],
    ['an object with a length', { length: 64 }, 'object'],
  ])('is a string and not %s', (_, value, type) => {
    expect(() => assertUsableKey(new Key('1', value as never))).toThrow(
      expect.objectContaining({
        code: 'ERR_IRONSEAL_PASSWORD',
        message: 'A password must be a string',
        option: 'password',
        hint: `It is of type ${type}. Write bytes as base64 or hexadecimal.`,
      }),
    )
  })

  it.each([
    ['bytes', new Uint8Array(32).fill(7)],
    ['a Buffer', Buffer.alloc(32, 7)],
  ])('is not %s, and the message says what to do with them', (_, bytes) => {
    expect(() => assertUsableKey(new Key('1', bytes))).toThrow(
      expect.objectContaining({
        code: 'ERR_IRONSEAL_PASSWORD',
        message: 'A key of bytes cannot make an Iron seal',
        option: 'password',
        hint: expect.stringContaining('base64url:'),
      }),
    )
  })

  it('is never part of the message', () => {
    const secret = 'short-and-secret'
    expect(() => assertUsableKey(new Key('1', secret))).toThrow(
      expect.not.objectContaining({ message: expect.stringContaining(secret) }),
    )
  })
})

describe('a password id', () => {
  it.each(['', '1', '42', 'prod', 'a_B_9', '__proto__', 'constructor'])('may be %j', (id) => {
    expect(() => assertSealableId(new Key(id, PASSWORD))).not.toThrow()
  })

  it.each(['-1', ' 1', '1 ', '1\n', 'a*b', 'a~2', 'ü', 'a-b', '1.5', '*'])('cannot be %j', (id) => {
    expect(() => assertSealableId(new Key(id, PASSWORD))).toThrow(
      expect.objectContaining({
        code: 'ERR_IRONSEAL_PASSWORD',
        message: 'Invalid password id',
        option: 'password',
        hint: 'A password id consists of letters, digits and `_`.',
      }),
    )
  })
})
