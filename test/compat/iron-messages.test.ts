import { describe, expect, it } from 'vitest'
import {
  hapiIron,
  type Iron,
  messageOf,
  optionsWith,
  ours,
  PASSWORD,
  webcryptoIron,
} from './iron-peers.ts'

/*
 * The same bad input to @hapi/iron and to ironseal/iron gives the same message. The peer runs in every test, so that a release of
 * it that says something else is noticed.
 */

const KEY = optionsWith().encryption
const seal =
  (password: unknown, options: unknown = optionsWith()) =>
  (iron: Iron) =>
    iron.seal({ a: 1 }, password, options)
const sealValue = (value: unknown) => (iron: Iron) => iron.seal(value, PASSWORD, optionsWith())
const encryption = (changes: object) => seal(PASSWORD, optionsWith({}, changes))
const integrity = (changes: object) => seal(PASSWORD, optionsWith({}, {}, changes))

const circle: Record<string, unknown> = {}
circle['self'] = circle

const SAME: Record<string, (iron: Iron) => Promise<unknown>> = {
  'a missing password': seal(undefined),
  'null for a password': seal(null),
  'an empty password': seal(''),
  'zero for a password': seal(0),
  'a short password': seal('short'),
  'an object without a secret': seal({ id: '1' }),
  'an empty secret': seal({ id: '1', secret: '' }),
  'a short secret': seal({ id: '1', secret: 'short' }),
  'the first of two passwords alone': seal({ encryption: PASSWORD }),
  'the second of two passwords alone': seal({ integrity: PASSWORD }),
  'a short second password': seal({ encryption: PASSWORD, integrity: 'short' }),
  'a list for a password': seal([]),
  'a date for a password': seal(new Date()),
  'an id with a hyphen': seal({ id: 'a-b', secret: PASSWORD }),
  'an id with a star': seal({ id: 'a*b', secret: PASSWORD }),
  'an id with a line feed': seal({ id: 'a\n', secret: PASSWORD }),
  'an empty key': seal(Buffer.alloc(0)),
  'a small key': seal(Buffer.alloc(31)),
  'a big key': seal(Buffer.alloc(33)),
  'empty options': seal(PASSWORD, {}),
  'missing options': (iron) => iron.seal({}, PASSWORD, undefined),
  'null for options': seal(PASSWORD, null),
  'text for options': seal(PASSWORD, 'x'),
  'options without `encryption`': seal(PASSWORD, optionsWith({ encryption: undefined })),
  'options without `integrity`': seal(PASSWORD, optionsWith({ integrity: undefined })),
  'empty `encryption`': seal(PASSWORD, optionsWith({ encryption: {} })),
  'an unknown cipher': encryption({ algorithm: 'x' }),
  'a missing cipher': encryption({ algorithm: undefined }),
  'an unknown hash': integrity({ algorithm: 'x' }),
  'a cipher for the hash': integrity({ algorithm: 'aes-256-cbc' }),
  'missing salt bits': encryption({ saltBits: undefined }),
  'no salt bits': encryption({ saltBits: 0 }),
  'NaN salt bits': integrity({ saltBits: NaN }),
  'negative salt bits': integrity({ saltBits: -8 }),
  'no rounds': encryption({ iterations: 0 }),
  'negative rounds': integrity({ iterations: -1 }),
  'half rounds': encryption({ iterations: 1.5 }),
  'NaN rounds': encryption({ iterations: NaN }),
  'too many rounds': encryption({ iterations: 2 ** 31 }),
  'missing rounds': encryption({ iterations: undefined }),
  'a longer minimum': encryption({ minPasswordlength: 33 }),
  'a minimum that is text': integrity({ minPasswordlength: '33' }),
  'an iv that is too short': encryption({ iv: Buffer.alloc(15) }),
  'an iv that is too long': encryption({ iv: Buffer.alloc(17) }),
  'an iv of short text': encryption({ iv: 'abc' }),
  'a circle': sealValue(circle),
  'a BigInt': sealValue({ big: 1n }),
  'options of a key that are missing': (iron) => iron.generateKey(PASSWORD, undefined),
  'options of a key that are text': (iron) => iron.generateKey(PASSWORD, 'x'),
  'options of a key that are empty': (iron) => iron.generateKey(PASSWORD, {}),
  'a key of a missing password': (iron) => iron.generateKey(undefined, KEY),
  'data to encrypt that is missing': (iron) => iron.encrypt(PASSWORD, KEY, undefined),
  'data to decrypt that is missing': (iron) => iron.decrypt(PASSWORD, KEY, undefined),
  'data to authenticate that is missing': (iron) =>
    iron.hmacWithPassword(PASSWORD, { ...KEY, algorithm: 'sha256' }, undefined),
  'a MAC with a cipher': (iron) => iron.hmacWithPassword(PASSWORD, KEY, 'x'),
  'decryption with a hash': (iron) =>
    iron.decrypt(PASSWORD, { ...KEY, algorithm: 'sha256', iv: Buffer.alloc(16) }, Buffer.alloc(16)),
  'decryption with another iv size': (iron) =>
    iron.decrypt(PASSWORD, { ...KEY, iv: Buffer.alloc(8) }, Buffer.alloc(16)),
}

describe('the message of ironseal/iron is that of @hapi/iron for', () => {
  it.each(Object.entries(SAME))('%s', async (_, attempt) => {
    const theirs = await messageOf(attempt(hapiIron))
    expect(await messageOf(attempt(ours))).toBe(theirs)
    expect(theirs).not.toMatch(/^no /)
  })
})

/** Where what @hapi/iron says is no message for a caller: it quotes the password, or comes from deep inside of OpenSSL. */
const OTHER: Record<string, [attempt: (iron: Iron) => Promise<unknown>, message: string]> = {
  'a number for a password': [
    seal(123456),
    'The "password" argument must be of type string or an instance of Buffer, TypedArray, or DataView. Received type number',
  ],
  'a function for a password': [
    seal(() => PASSWORD),
    'The "password" argument must be of type string or an instance of Buffer, TypedArray, or DataView. Received type function',
  ],
  'rounds that are text': [
    encryption({ iterations: '1' }),
    'The "iterations" argument must be of type number. Received type string',
  ],
  'infinite salt bits': [encryption({ saltBits: Infinity }), 'Invalid random bits count'],
  'a hash for the cipher': [encryption({ algorithm: 'sha256' }), 'Unknown cipher'],
  'a cipher with the name of a method': [
    encryption({ algorithm: 'constructor' }),
    'Unknown algorithm: constructor',
  ],
  'a salt that is a number': [
    encryption({ salt: 5 }),
    'The "salt" argument must be of type string. Received type number',
  ],
  'bytes with wrong padding': [
    (iron) => iron.decrypt(PASSWORD, KEY, Buffer.alloc(16)),
    'bad decrypt',
  ],
}

describe('the message of ironseal/iron is its own for', () => {
  it.each(Object.entries(OTHER))('%s', async (_, [attempt, message]) => {
    expect(await messageOf(attempt(hapiIron))).not.toBe(message)
    expect(await messageOf(attempt(ours))).toBe(message)
  })

  it.each([
    ['undefined', undefined],
    ['a function', () => 1],
    ['a symbol', Symbol('x')],
    ['what says that it is nothing', { toJSON: () => undefined }],
  ])('%s as the value: that of iron-webcrypto', async (_, value) => {
    expect(await messageOf(sealValue(value)(ours))).toBe('Data is not JSON serializable')
    expect(await messageOf(sealValue(value)(webcryptoIron))).toBe('Data is not JSON serializable')
    expect(await messageOf(sealValue(value)(hapiIron))).toMatch(/^The "data" argument/)
  })
})
