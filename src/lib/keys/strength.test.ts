import { createHash, randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { SessionError } from '../errors.ts'
import { assertStrongSecret } from './strength.ts'

const judge = (secret: unknown, allowWeak?: boolean): SessionError | undefined => {
  try {
    assertStrongSecret(secret, 'password[3]', allowWeak)
  } catch (error) {
    if (error instanceof SessionError) return error
    throw error
  }
  return undefined
}

const hash = createHash('sha256').update('a key for tests').digest()

describe('a strong secret', () => {
  it.each([
    ['openssl rand -base64 32', hash.toString('base64')],
    ['openssl rand -hex 32', hash.toString('hex')],
    ['32 letters and digits', 'x7Kq2mZt9RbW4vYc1NdH8gLs5PfJ3aQe'],
    ['words', 'correct horse battery staple zebra'],
    ['ten different letters', 'abcdefghij'.repeat(2) + 'jihgfedcbaab'],
    ['text of another script', 'свобода равенство братство и ещё три слова'],
    ['line breaks inside', 'first line of it\nsecond line of it'],
    ['32 bytes', new Uint8Array(hash)],
    ['a Buffer', hash],
    ['64 bytes', Buffer.concat([hash, hash.map((byte) => byte ^ 0x5a)])],
    ['base64url', `base64url:${hash.toString('base64url')}`],
    ['hex', `hex:${hash.toString('hex')}`],
  ])('is %s', (_, secret) => {
    expect(judge(secret)).toBeUndefined()
  })

  it('is every key that openssl makes', () => {
    for (let round = 0; round < 200; round++) {
      const bytes = randomBytes(32)
      for (const secret of [bytes, bytes.toString('base64'), bytes.toString('hex')])
        expect(judge(secret)).toBeUndefined()
    }
  })
})

/** Out of READMEs, examples and documentation of session libraries, and what people make of them. */
const PUBLISHED = [
  'complex_password_at_least_32_characters_long',
  'another_password_at_least_32_characters_long',
  'complex-password-at-least-32-characters-long',
  'complex password at least 32 characters long',
  'COMPLEX_PASSWORD_AT_LEAST_32_CHARACTERS_LONG',
  'UPDATE_TO_complex_password_at_least_32_characters_long',
  'complex_password_for_testing_32_characters_long',
  'complex_password_at_least_32_characters_lon2',
  'this_is_a_secret_that_is_at_least_32_characters',
  '2gyZ3GDw3LHZQKDhPmPDL3sjREVRXPr8',
  '!wsYhFA*C2U6nz=Bu^%A@^F#SF3&kSR6',
  'password-should-be-32-characters',
  'password-with-at-least-32-characters',
  'the-password-must-be-at-least-32-characters-long',
  'your-secret-key-should-be-32-characters-long',
  'test_secret_that_is_at_least_32_chars_long',
  'change_this_to_a_random_secret_key_please',
  'please-change-me-in-production-12345678',
  'changeme_changeme_or_be_sorry_1234567890',
  'REPLACE_WITH_A_LONG_RANDOM_STRING_OF_TEXT',
  'your-super-secret-jwt-key-that-is-long!!',
  'my-secret-key-that-nobody-will-guess-ok',
  'keyboard cat keyboard dog keyboard bird',
  'abcdefghijklmnopqrstuvwxyz0123456789',
  '0123456789abcdef0123456789abcdef',
  '12345678901234567890123456789012',
]

describe('a sample from public documentation', () => {
  it.each(PUBLISHED)('is refused: %s', (secret) => {
    expect(secret.length).toBeGreaterThanOrEqual(32)
    expect(judge(secret)?.message).toBe(
      'option `password[3]` is a sample from public documentation',
    )
  })

  it('is refused as bytes and encoded, too', () => {
    const [sample = ''] = PUBLISHED
    const bytes = Buffer.from(sample)
    for (const secret of [
      bytes,
      new Uint8Array(bytes),
      `hex:${bytes.toString('hex')}`,
      `base64url:${bytes.toString('base64url')}`,
    ])
      expect(judge(secret)?.message).toContain('is a sample')
  })
})

describe('a secret that is none', () => {
  it.each([
    ['undefined', undefined, 'must be a string or a Uint8Array'],
    ['null', null, 'must be a string or a Uint8Array'],
    ['a number', 2 ** 52, 'must be a string or a Uint8Array'],
    ['a list', ['a password of thirty-two letters'], 'must be a string or a Uint8Array'],
    [
      'a String object',
      Object('a password of thirty-two letters'),
      'must be a string or a Uint8Array',
    ],
    ['nothing', '', 'must have at least 32 characters, got 0'],
    [
      '31 characters',
      'x7Kq2mZt9RbW4vYc1NdH8gLs5PfJ3aQ',
      'must have at least 32 characters, got 31',
    ],
    ['31 bytes', new Uint8Array(hash).slice(1), 'must have at least 32 bytes, got 31'],
    ['16 encoded bytes', `hex:${'0f'.repeat(16)}`, 'must encode at least 32 bytes, got 16'],
    ['no encoded bytes', 'base64url:', 'must encode at least 32 bytes, got 0'],
    [
      'bad hexadecimal',
      `hex:${'0g'.repeat(32)}`,
      'begins like an encoded key, but is not well-formed',
    ],
    [
      'bad base64url',
      `base64url:${'+'.repeat(43)}`,
      'begins like an encoded key, but is not well-formed',
    ],
    [
      'a line break behind',
      `hex:${hash.toString('hex')}\n`,
      'begins like an encoded key, but is not',
    ],
  ])('is refused, weak ones allowed or not: %s', (_, secret, rule) => {
    for (const allowWeak of [false, true]) {
      const error = judge(secret, allowWeak)
      expect(error).toMatchObject({ code: 'ERR_IRONSEAL_PASSWORD', option: 'password[3]' })
      expect(error?.message).toContain(`option \`password[3]\` ${rule}`)
      expect(error?.hint).toContain('openssl rand -base64 32')
    }
  })
})

describe('a weak secret', () => {
  const WEAK: [string, unknown, string][] = [
    ['NUL inside', `${'x7Kq2mZt9RbW4vYc'.repeat(2)}\0a`, 'holds a NUL'],
    ['NULs behind', 'x7Kq2mZt9RbW4vYc1NdH8gLs5PfJ3aQe\0\0', 'holds a NUL'],
    ['a line break behind', 'x7Kq2mZt9RbW4vYc1NdH8gLs5PfJ3aQe\n', 'white space'],
    ['a CR LF behind', 'x7Kq2mZt9RbW4vYc1NdH8gLs5PfJ3aQe\r\n', 'white space'],
    ['a space in front', ' x7Kq2mZt9RbW4vYc1NdH8gLs5PfJ3aQe', 'white space'],
    ['a byte order mark', '\uFEFFx7Kq2mZt9RbW4vYc1NdH8gLs5PfJ3aQe', 'white space'],
    ['spaces only', ' '.repeat(40), 'white space'],
    ['a binary file read as text', hash.toString('utf8').padEnd(40, '\uFFFD'), 'well-formed text'],
    ['half a surrogate pair', `x7Kq2mZt9RbW4vYc1NdH8gLs5PfJ3aQe\uD800`, 'well-formed text'],
    ['one letter', 'a'.repeat(64), '10 different characters'],
    ['nine letters', 'abcdefghi'.repeat(8), '10 different characters'],
    ['one emoji', '😀'.repeat(20), '10 different characters'],
    ['a word twice', 'Xk9#pQ2!vLm7$wZr'.repeat(2), 'over and over'],
    ['a word twice and a half', 'Xk9#pQ2!vLm'.repeat(3).slice(0, 32), 'over and over'],
    ['bytes of zero', new Uint8Array(32), '10 different bytes'],
    ['a forgotten getRandomValues', `hex:${'00'.repeat(32)}`, '10 different bytes'],
    [
      'sixteen bytes twice',
      Buffer.concat([hash.subarray(0, 16), hash.subarray(0, 16)]),
      'over and over',
    ],
    ['the same, encoded', `hex:${hash.toString('hex').slice(0, 32).repeat(2)}`, 'over and over'],
  ]

  it.each(WEAK)('is refused: %s', (_, secret, rule) => {
    expect(judge(secret)?.message).toContain(rule)
    expect(judge(secret)?.code).toBe('ERR_IRONSEAL_PASSWORD')
  })

  it.each(WEAK)('is taken where that is allowed: %s', (_, secret) => {
    expect(judge(secret, true)).toBeUndefined()
  })
})

describe('the message', () => {
  it('holds nothing of the secret', () => {
    const secrets: unknown[] = [
      'hunter2hunter2',
      `hex:${'5ec2e7'.repeat(3)}`,
      'base64url:+5ec2e7+',
      ...PUBLISHED,
      'hunter2hunter2hunter2hunter2hunter2',
      ['hunter2'],
      Buffer.from('5ec2e7'),
    ]
    for (const secret of secrets) {
      const error = judge(secret)
      const shown = `${error?.message} ${error?.hint} ${JSON.stringify(error)} ${error?.stack?.split('\n')[0]}`
      for (const piece of [String(secret), 'hunter2', '5ec2e7']) expect(shown).not.toContain(piece)
    }
  })
})
