import type { Bytes } from '../bytes/bytes.ts'
import { decodeUtf8, isWellFormed } from '../bytes/utf8.ts'
import { SessionError } from '../errors.ts'
import { claimsEncoding, decodeSecret, MIN_SECRET_LENGTH, toBytes } from './secret.ts'

/** A random password of 32 characters has 20 different ones, a random key 30 bytes; what was typed to fill the length has few. */
const MIN_DISTINCT = 10
/** The longest piece that a secret may be the repetition of. */
const MAX_REPEATED_UNIT = 16

/**
 * Passwords that stand in public documentation and examples, and pieces of them that people keep when they change a word.
 *
 * Letters and digits only, in lower case: that is how a secret is compared. None is so short that a random secret could hold it.
 */
const SAMPLES = [
  'atleast32char',
  'atleast32byte',
  'minimum32char',
  'shouldbe32char',
  'mustbe32char',
  '32characterslong',
  'passwordatleast',
  'complexpassword',
  'anotherpassword',
  'yourpassword',
  'secretpassword',
  'changeme',
  'changethis',
  'replaceme',
  'replacethis',
  'replacewith',
  'placeholder',
  'thisisasecret',
  'keyboardcat',
  'supersecret',
  'yoursecret',
  'mysecretkey',
  'abcdefghijklmnopqrstuvwxyz',
  '0123456789abcdef0123456789abcdef',
  '12345678901234567890',
  // The examples of next-iron-session and iron-session, and of @hapi/cookie; both are in public applications by the hundred.
  '2gyz3gdw3lhzqkdhpmpdl3sjrevrxpr8',
  'wsyhfac2u6nzbuafsf3ksr6',
]

/**
 * Throws unless a secret is strong enough to protect logins against somebody who guesses offline.
 *
 * The messages name the rule that failed and nothing of the secret.
 *
 * @param allowWeak Only type, length and spelling count: what no seal can do without.
 */
export function assertStrongSecret(
  secret: unknown,
  option: string,
  allowWeak = false,
): asserts secret is string | Bytes {
  const fault = faultOf(secret) ?? (allowWeak ? undefined : weaknessOf(secret))
  if (fault === undefined) return
  throw new SessionError('ERR_IRONSEAL_PASSWORD', `option \`${option}\` ${fault}`, {
    option,
    hint: 'Generate one with `openssl rand -base64 32`, and keep it in the environment and out of the code.',
  })
}

/** Why something is no secret at all. */
function faultOf(secret: unknown): string | undefined {
  if (typeof secret !== 'string') {
    const bytes = toBytes(secret)
    return bytes === undefined
      ? 'must be a string or a Uint8Array'
      : tooShort('have', bytes, 'bytes')
  }
  if (!claimsEncoding(secret)) return tooShort('have', secret, 'characters')
  const bytes = decodeSecret(secret)
  return bytes === undefined
    ? 'begins like an encoded key, but is not well-formed base64url or hexadecimal behind the colon'
    : tooShort('encode', bytes, 'bytes')
}

function tooShort(verb: string, { length }: string | Bytes, units: string): string | undefined {
  return length < MIN_SECRET_LENGTH
    ? `must ${verb} at least ${MIN_SECRET_LENGTH} ${units}, got ${length}`
    : undefined
}

/** Why a secret can be guessed. */
function weaknessOf(secret: unknown): string | undefined {
  if (typeof secret !== 'string') return weaknessOfBytes(toBytes(secret))
  return claimsEncoding(secret)
    ? weaknessOfBytes(decodeSecret(secret))
    : (weaknessOfText(secret) ?? weaknessOfParts([...secret], 'characters'))
}

/** Bytes may be a forgotten `getRandomValues`, or a password in another spelling. */
function weaknessOfBytes(bytes: Bytes = new Uint8Array(0)): string | undefined {
  const text = decodeUtf8(bytes)
  if (text !== undefined && isSample(text)) return SAMPLE
  return weaknessOfParts([...bytes], 'bytes')
}

function weaknessOfText(secret: string): string | undefined {
  // HMAC fills keys up with zeros, so a password with NULs at its end is the same as one without.
  if (secret.includes('\0')) return 'holds a NUL character'
  if (/^\s|\s$/.test(secret))
    return 'begins or ends with white space, probably a line break of the file that it was read from'
  // Every stray byte of a binary file becomes the same replacement character, and with it the same few bytes of the key.
  if (!isWellFormed(secret) || secret.includes('\uFFFD'))
    return 'is no well-formed text; give bytes as a Uint8Array, or encoded as `base64url:` or `hex:`'
  return isSample(secret) ? SAMPLE : undefined
}

const SAMPLE = 'is a sample from public documentation'

function isSample(secret: string): boolean {
  const folded = secret.toLowerCase().replace(/[^a-z0-9]/g, '')
  return SAMPLES.some((sample) => folded.includes(sample))
}

function weaknessOfParts(parts: readonly unknown[], units: string): string | undefined {
  if (new Set(parts).size < MIN_DISTINCT)
    return `must have at least ${MIN_DISTINCT} different ${units}`
  return isRepetition(parts) ? 'is one short piece over and over' : undefined
}

function isRepetition(parts: readonly unknown[]): boolean {
  for (let unit = 1; unit <= MAX_REPEATED_UNIT; unit++) {
    if (parts.every((part, at) => part === parts[at % unit])) return true
  }
  return false
}
