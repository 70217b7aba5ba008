import { SessionError } from '../errors.ts'
import { claimsEncoding, decodeSecret } from './secret.ts'

/** The shortest secret, in bytes and in characters. */
const MIN_LENGTH = 32
/** A random password of 32 characters has 20 different ones; a phrase typed to fill the length has few. */
const MIN_DISTINCT = 10
/** The longest piece that a password may be the repetition of. */
const MAX_REPEATED_UNIT = 16

/** Passwords that stand in public documentation, and pieces of them that people keep when they change a digit. */
const SAMPLES = [
  'complex_password_at_least_32_characters',
  'another_password_at_least_32_characters',
  'at_least_32_characters',
  'at-least-32-characters',
  'at least 32 characters',
  'password_at_least',
  'this_is_a_secret',
  'change_me',
  'changeme',
  'your-password',
  'your_password',
  'my-secret-key',
  'abcdefghijklmnopqrstuvwxyz',
  '0123456789abcdef0123456789abcdef',
  '12345678901234567890123456789012',
]

/**
 * Throws unless a secret is strong enough to protect logins against somebody who guesses offline.
 *
 * The messages name the rule that failed and nothing of the secret.
 */
export function assertStrongSecret(
  secret: unknown,
  option: string,
): asserts secret is string | Uint8Array<ArrayBuffer> {
  if (secret instanceof Uint8Array) {
    if (secret.length < MIN_LENGTH)
      throw weak(option, `must have at least ${MIN_LENGTH} bytes, and has ${secret.length}`)
    return
  }
  if (typeof secret !== 'string' || secret === '') throw weak(option, 'is missing or is no string')
  const fault = claimsEncoding(secret) ? faultOfEncoded(secret) : faultOfPassword(secret)
  if (fault !== undefined) throw weak(option, fault)
}

function faultOfEncoded(secret: string): string | undefined {
  const bytes = decodeSecret(secret)
  if (bytes === undefined)
    return 'begins like an encoded key, but is not well-formed base64url or hexadecimal behind the colon'
  return bytes.length < MIN_LENGTH
    ? `must encode at least ${MIN_LENGTH} bytes, and encodes ${bytes.length}`
    : undefined
}

function faultOfPassword(secret: string): string | undefined {
  if (secret.length < MIN_LENGTH)
    return `must have at least ${MIN_LENGTH} characters, and has ${secret.length}`
  // HMAC fills keys up with zeros, so a password with NULs at its end is the same as one without.
  if (secret.includes('\0')) return 'holds a NUL character'
  if (/^\s|\s$/.test(secret))
    return 'begins or ends with white space, probably a line break of the file that it was read from'
  const folded = secret.toLowerCase()
  if (SAMPLES.some((sample) => folded.includes(sample)))
    return 'is a sample from public documentation'
  if (new Set(secret).size < MIN_DISTINCT)
    return `must have at least ${MIN_DISTINCT} different characters`
  return isRepetition(secret) ? 'is one short piece over and over' : undefined
}

function isRepetition(secret: string): boolean {
  for (let unit = 1; unit <= MAX_REPEATED_UNIT; unit++) {
    if (
      secret ===
      secret
        .slice(0, unit)
        .repeat(Math.ceil(secret.length / unit))
        .slice(0, secret.length)
    )
      return true
  }
  return false
}

function weak(option: string, rule: string): SessionError {
  return new SessionError('ERR_IRONSEAL_PASSWORD', `option \`${option}\` ${rule}`, {
    option,
    hint: 'Generate one with `openssl rand -base64 32`, and keep it in the environment and out of the code.',
  })
}
