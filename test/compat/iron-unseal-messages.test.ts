import { describe, expect, it } from 'vitest'
import {
  forge,
  hapiIron,
  type Iron,
  messageOf,
  optionsWith,
  ours,
  PASSWORD,
  withPart,
} from './iron-peers.ts'

/* Which message unsealing ends with, against @hapi/iron run on the same input. */

const SECRET = { id: '1', secret: PASSWORD }
const sealed = await hapiIron.seal({ a: 1 }, SECRET, optionsWith())
const past = await hapiIron.seal(
  { a: 1 },
  SECRET,
  optionsWith({ ttl: 1, localtimeOffsetMsec: -1e6 }),
)
const lasting = await hapiIron.seal({ a: 1 }, SECRET, optionsWith({ ttl: 1e6 }))
const macOf = (seal: string): string => seal.slice(seal.lastIndexOf('*') + 1)

type Attempt = (iron: Iron) => Promise<unknown>
const unseal =
  (seal: unknown, password: unknown = { 1: PASSWORD }, options: unknown = optionsWith()): Attempt =>
  (iron) =>
    iron.unseal(seal, password, options)
const forged =
  (plaintext: string, change?: (parts: string[]) => void): Attempt =>
  async (iron) =>
    iron.unseal(await forge(plaintext, change), { 1: PASSWORD }, optionsWith())

const SAME: Record<string, Attempt> = {
  'an empty text': unseal(''),
  'a text without stars': unseal('garbage'),
  'only stars': unseal('*******'),
  'seven parts': unseal(withPart(sealed, 7, undefined)),
  'nine parts': unseal(`${sealed}*`),
  'many stars': unseal('*'.repeat(1000)),
  'another prefix': unseal(withPart(sealed, 0, 'Fe26.1')),
  'an expiry that is text': unseal(withPart(sealed, 5, 'soon')),
  'a negative expiry': unseal(withPart(sealed, 5, '-1')),
  'an expiry with an exponent': unseal(withPart(sealed, 5, '1e99')),
  'an expiry of 0': unseal(withPart(sealed, 5, '0')),
  'an expiry with a leading zero': unseal(withPart(sealed, 5, '09999999999999')),
  'an expiry of 400 digits': unseal(withPart(sealed, 5, '9'.repeat(400))),
  'an expiry taken away': unseal(withPart(lasting, 5, '')),
  'an expired seal': unseal(past),
  'an expired seal under another password': unseal(past, { 1: `${PASSWORD}x` }),
  'an expired seal of an unknown id': unseal(past, { 2: PASSWORD }),
  'an expired seal with another MAC': unseal(withPart(past, 7, macOf(sealed))),
  'an expired seal and a short password': unseal(past, 'short'),
  'a seal prolonged by its owner': unseal(withPart(past, 5, '9999999999999')),
  'another MAC': unseal(withPart(sealed, 7, macOf(lasting))),
  'a short MAC': unseal(withPart(sealed, 7, 'AAAA')),
  'an empty MAC': unseal(withPart(sealed, 7, '')),
  'a MAC with padding': unseal(`${sealed}=`),
  'a MAC with a space': unseal(`${sealed} `),
  'a MAC with a suffix': unseal(`${sealed}~2`),
  'another MAC salt': unseal(withPart(sealed, 6, '00')),
  'an empty MAC salt': unseal(withPart(sealed, 6, '')),
  'another iv': unseal(withPart(sealed, 3, macOf(sealed).slice(0, 22))),
  'another password': unseal(sealed, `${PASSWORD}x`),
  'a key instead of text': unseal(sealed, Buffer.alloc(32)),
  'an unknown id': unseal(withPart(sealed, 1, '9')),
  'an id of letters that is unknown': unseal(withPart(sealed, 1, 'prod_2')),
  'no id': unseal(withPart(sealed, 1, '')),
  'no passwords': unseal(sealed, {}),
  'an empty password under the id': unseal(sealed, { 1: '' }),
  'null under the id': unseal(sealed, { 1: null }),
  'an object without a secret under the id': unseal(sealed, { 1: {} }),
  'a short password under the id': unseal(sealed, { 1: 'short' }),
  'a secret where passwords by id belong': unseal(sealed, SECRET),
  'a missing password': (iron) => iron.unseal(sealed, undefined, optionsWith()),
  'null for a password': unseal(sealed, null),
  'an empty password': unseal(sealed, ''),
  'a short password': unseal(sealed, 'short'),
  'a small key': unseal(sealed, Buffer.alloc(3)),
  'other rounds for the MAC': unseal(sealed, PASSWORD, optionsWith({}, {}, { iterations: 2 })),
  'an unknown hash': unseal(sealed, PASSWORD, optionsWith({}, {}, { algorithm: 'x' })),
  'an unknown cipher': unseal(sealed, PASSWORD, optionsWith({}, { algorithm: 'x' })),
  'a cipher for the hash': unseal(
    sealed,
    PASSWORD,
    optionsWith({}, {}, { algorithm: 'aes-128-ctr' }),
  ),
  'a hash for the cipher': unseal(sealed, PASSWORD, optionsWith({}, { algorithm: 'sha256' })),
  'a longer minimum for the MAC': unseal(
    sealed,
    PASSWORD,
    optionsWith({}, {}, { minPasswordlength: 33 }),
  ),
  'a longer minimum for the cipher': unseal(
    sealed,
    PASSWORD,
    optionsWith({}, { minPasswordlength: 33 }),
  ),
  'an authentic empty text': forged(''),
  'authentic JSON that ends early': forged('{"a":'),
  'authentic JSON without a name': forged('{name'),
  'authentic JSON without a comma': forged('{"a":1 "b":2}'),
  'authentic JSON with more behind it': forged('1 1'),
  'an authentic key `__proto__`': forged('{"a":[{"__proto__":{"b":1}}]}'),
  'an authentic key `__proto__` in escapes': forged('{"\\u005f_proto__":1}'),
  'an authentic iv of other characters': forged('{}', (parts) => (parts[3] = '!!')),
  'an authentic iv that is missing': forged('{}', (parts) => (parts[3] = '')),
  'an authentic short iv': forged('{}', (parts) => (parts[3] = 'AAAA')),
  'an authentic ciphertext of other characters': forged('{}', (parts) => (parts[4] = 'A!AA')),
  'an authentic ciphertext with padding': forged('{}', (parts) => (parts[4] += '=')),
}

describe('the message of ironseal/iron is that of @hapi/iron for', () => {
  it.each(Object.entries(SAME))('%s', async (_, attempt) => {
    const theirs = await messageOf(attempt(hapiIron))
    expect(await messageOf(attempt(ours))).toBe(theirs)
    expect(theirs).not.toMatch(/^no /)
  })
})

const OTHER: Record<string, [Attempt, theirs: string | RegExp, message: string]> = {
  'no text at all': [
    (iron) => iron.unseal(undefined, PASSWORD, optionsWith()),
    /^Cannot read properties of undefined/,
    'Incorrect number of sealed components',
  ],
  'a number': [
    unseal(5),
    'sealed.split is not a function',
    'Incorrect number of sealed components',
  ],
  'the id of a method': [
    unseal(withPart(sealed, 1, 'constructor')),
    'Password string too short (min 32 characters required)',
    'Cannot find password: constructor',
  ],
  'the id of the prototype': [
    unseal(withPart(sealed, 1, '__proto__')),
    'Empty password',
    'Cannot find password: __proto__',
  ],
  'an id that would break a log line': [
    unseal(withPart(sealed, 1, 'x\r\nroot logged in')),
    'Cannot find password: x\r\nroot logged in',
    'Cannot find password',
  ],
  'an id that would fill a log': [
    unseal(withPart(sealed, 1, 'x'.repeat(65))),
    `Cannot find password: ${'x'.repeat(65)}`,
    'Cannot find password',
  ],
  'authentic text that is no JSON': [
    forged('secret plan'),
    /secret plan/,
    'Failed parsing sealed object JSON: Unexpected token',
  ],
  'other rounds for the cipher': [
    unseal(sealed, PASSWORD, optionsWith({}, { iterations: 2 })),
    /bad decrypt$/,
    'bad decrypt',
  ],
  'an authentic empty ciphertext': [
    forged('{}', (parts) => (parts[4] = '')),
    /wrong final block length$/,
    'bad decrypt',
  ],
  'an authentic leading zero': [
    forged('{}', (parts) => (parts[5] = '09999999999999')),
    'no error, but {}',
    'Invalid expiration',
  ],
  'an authentic expiry beyond exact numbers': [
    forged('{}', (parts) => (parts[5] = '9'.repeat(16))),
    'no error, but {}',
    'Invalid expiration',
  ],
  'options without `integrity`': [
    unseal(sealed, PASSWORD, {}),
    /^Cannot set properties of undefined/,
    'Bad options',
  ],
}

describe('the message of ironseal/iron is its own for', () => {
  it.each(Object.entries(OTHER))('%s', async (_, [attempt, theirs, message]) => {
    expect(await messageOf(attempt(hapiIron))).toMatch(theirs)
    expect(await messageOf(attempt(ours))).toBe(message)
  })
})
