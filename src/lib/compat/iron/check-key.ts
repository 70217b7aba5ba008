import type { Bytes } from '../../bytes/bytes.ts'
import type { Cipher } from '../../platform/platform.ts'
import { CIPHER_KEY_BYTES, IV_BYTES, type IronKeyParameters } from '../../seal/iron-parameters.ts'
import { describeType, toBytes } from './bytes.ts'
import { algorithms } from './defaults.ts'
import type { Algorithms, GenerateKeyOptions } from './types.ts'

/** A password and its options after every check, in the terms of the seal format. */
export interface CheckedKey extends IronKeyParameters {
  readonly algorithm: string
  readonly secret: string | Bytes
  readonly keyBytes: number
  readonly ivBits: number | undefined
  readonly iv: Bytes | undefined
}

/** A key that one of the ciphers takes. */
export interface CheckedCipherKey extends CheckedKey {
  readonly cipher: Cipher
}

/**
 * Checks a password and the options of its key, in the order of @hapi/iron and with its messages.
 *
 * @throws Error, TypeError or RangeError at the first fault.
 */
export function checkKey(
  password: unknown,
  options: Partial<GenerateKeyOptions> | null | undefined,
): CheckedKey {
  if (!password) throw new Error('Empty password')
  if (typeof options !== 'object' || options === null) throw new Error('Bad options')
  const { algorithm, minPasswordlength, iterations } = options
  const { keyBits, ivBits } = sizesOf(algorithm)
  const sizes = { algorithm: String(algorithm), keyBytes: keyBits / 8, ivBits }
  const iv = options.iv ? toBytes(options.iv, 'iv') : undefined

  const secret = typeof password === 'string' ? password : toBytes(password, 'password')
  if (typeof secret !== 'string') {
    if (secret.length < sizes.keyBytes) throw new Error('Key buffer (password) too small')
    return { iv, secret, saltBits: 0, iterations: 0, ...sizes }
  }
  assertLongEnough(secret, minPasswordlength)
  const salt = saltOf(options)
  assertIterations(iterations)
  return { iv, secret, iterations, ...sizes, ...salt }
}

/**
 * Checks a key that is to encrypt.
 *
 * @throws as `checkKey` does; TypeError and RangeError for what no cipher takes.
 */
export function checkCipherKey(
  password: unknown,
  options: Partial<GenerateKeyOptions> | null | undefined,
): CheckedCipherKey {
  const key = checkKey(password, options)
  const { algorithm, secret, keyBytes, iv } = key
  if (!isCipher(algorithm)) throw new TypeError('Unknown cipher')
  const length = typeof secret === 'string' ? keyBytes : secret.length
  if (length !== CIPHER_KEY_BYTES[algorithm]) throw new RangeError('Invalid key length')
  if (iv !== undefined && iv.length !== IV_BYTES)
    throw new TypeError('Invalid initialization vector')
  return { cipher: algorithm, ...key }
}

/**
 * Checks a key that is to authenticate.
 *
 * @throws as `checkKey` does; TypeError for an algorithm that is no hash.
 */
export function checkMacKey(
  password: unknown,
  options: Partial<GenerateKeyOptions> | null | undefined,
): CheckedKey {
  const key = checkKey(password, options)
  if (key.algorithm === 'sha256') return key
  throw new TypeError(`Invalid digest: ${key.algorithm}`)
}

function sizesOf(algorithm: unknown): { keyBits: number; ivBits?: number | undefined } {
  const known =
    typeof algorithm === 'string' && Object.hasOwn(algorithms, algorithm)
      ? algorithms[algorithm as keyof Algorithms]
      : undefined
  if (known) return known
  throw new Error(`Unknown algorithm: ${String(algorithm)}`)
}

function isCipher(algorithm: string): algorithm is Cipher {
  return Object.hasOwn(CIPHER_KEY_BYTES, algorithm)
}

/** No minimum is no limit, as in @hapi/iron; one that is no number lets nothing pass. */
function assertLongEnough(secret: string, minimum: number | undefined): void {
  if (minimum === undefined || secret.length >= minimum) return
  throw new Error(`Password string too short (min ${minimum} characters required)`)
}

function saltOf({ salt, saltBits }: Partial<GenerateKeyOptions>): {
  salt?: string
  saltBits: number
} {
  if (typeof salt === 'string' && salt !== '') return { salt, saltBits: 0 }
  if (salt) {
    const type = describeType(salt)
    throw new TypeError(`The "salt" argument must be of type string. Received ${type}`)
  }
  if (!saltBits) throw new Error('Missing salt and saltBits options')
  return { saltBits: countOf(saltBits) }
}

/**
 * The number of random bits that is asked for.
 *
 * @throws Error unless it is above zero and finite.
 */
export function countOf(bits: unknown): number {
  const count = Number(bits)
  if (count > 0 && count < Infinity) return count
  throw new Error('Invalid random bits count')
}

/** The words are those of Node's pbkdf2, which @hapi/iron passes on; Web Crypto has others. */
function assertIterations(iterations: unknown): asserts iterations is number {
  if (typeof iterations !== 'number') {
    const type = describeType(iterations)
    throw new TypeError(`The "iterations" argument must be of type number. Received ${type}`)
  }
  if (Number.isInteger(iterations) && iterations >= 1 && iterations <= MAX_ITERATIONS) return
  const rule = Number.isInteger(iterations) ? `>= 1 && <= ${MAX_ITERATIONS}` : 'an integer'
  throw new RangeError(
    `The value of "iterations" is out of range. It must be ${rule}. Received ${iterations}`,
  )
}

const MAX_ITERATIONS = 2147483647
