// What applications wrote against the types of @hapi/iron 7 and iron-webcrypto 2, and values that pass between them.
import type * as Hapi from '@hapi/iron'
import type * as Webcrypto from 'iron-webcrypto'
import Iron, {
  type Algorithms,
  algorithms,
  clone,
  decrypt,
  defaults,
  encrypt,
  type EncryptionAlgorithm,
  type GenerateKeyOptions,
  generateKey,
  type HMacResult,
  type HmacResult,
  hmacWithPassword,
  type IntegrityAlgorithm,
  type Key,
  macFormatVersion,
  macPrefix,
  type password,
  type Password,
  randomBits,
  seal,
  type SealOptions,
  type SealOptionsSub,
  unseal,
} from 'ironseal/iron'

const PASSWORD = 'x'.repeat(32)

// Options can be written out, copied and changed.
const options: SealOptions = {
  encryption: { saltBits: 256, algorithm: 'aes-256-cbc', iterations: 1, minPasswordlength: 32 },
  integrity: { saltBits: 256, algorithm: 'sha256', iterations: 1, minPasswordlength: 32 },
  ttl: 0,
  timestampSkewSec: 60,
  localtimeOffsetMsec: 0,
}
const changed = clone(options)
changed.ttl = 1000
changed.encryption.algorithm = 'aes-128-ctr'
const coded: SealOptions = { ...defaults, encode: JSON.stringify, decode: JSON.parse }
const part: SealOptionsSub = options.encryption
const narrow: SealOptionsSub<'sha256'> = { ...options.integrity, algorithm: 'sha256' }

// Those of the packages fit.
declare const theirs: Hapi.SealOptions
declare const webs: Webcrypto.SealOptions
const taken: SealOptions[] = [theirs, webs, coded]
const given: Hapi.SealOptions = options

// Every form of a password.
const secret: password.Secret = { id: '1', secret: PASSWORD }
const specific: password.Specific = { encryption: Buffer.alloc(32), integrity: PASSWORD }
const hash: password.Hash = { 1: PASSWORD, 2: secret, 3: specific, 4: new Uint8Array(32) }
const single: Password = Buffer.alloc(32)
declare const hapiHash: Hapi.password.Hash
declare const webHash: Webcrypto.password.Hash

export async function use(): Promise<unknown[]> {
  const seals: string[] = [
    await seal({ a: 1 }, PASSWORD, options),
    await seal(undefined, secret, webs),
    await seal([], specific, theirs),
    await Iron.seal(1, single, Iron.defaults),
  ]
  // @hapi/iron gives `any`.
  const { user } = await unseal(seals[0] as string, hash)
  await unseal(seals[0] as string, hapiHash, options)
  await unseal(seals[0] as string, webHash, options)

  const cipherOptions: GenerateKeyOptions = {
    ...defaults.encryption,
    salt: 'a',
    iv: Buffer.alloc(16),
  }
  const key: Key = await generateKey(PASSWORD, cipherOptions)
  const text: string = key.key.toString('hex') + key.iv.toString('base64') + key.salt
  const buffer: Buffer = key.key
  const bytes: Uint8Array = key.iv
  const none: undefined = (await generateKey(PASSWORD, narrow)).iv
  const { encrypted } = await encrypt(PASSWORD, cipherOptions, 'text')
  const plain: string = await decrypt(PASSWORD, cipherOptions, encrypted)
  const mac: HmacResult = await hmacWithPassword(PASSWORD, narrow, 'text')
  const sameMac: HMacResult & Hapi.HMacResult = mac
  const random: Uint8Array = randomBits(128)
  return [user, text, buffer, bytes, none, plain, sameMac, random, part, taken, given]
}

export const table: Algorithms & Hapi.Algorithms = algorithms
export const names: (EncryptionAlgorithm | IntegrityAlgorithm)[] = ['aes-256-cbc', 'sha256']
export const prefix: string = macPrefix + macFormatVersion

// @ts-expect-error there is no such cipher
export const unknown: GenerateKeyOptions = { ...defaults.encryption, algorithm: 'aes-256-gcm' }
// @ts-expect-error a number is no password
export const wrong = seal({}, 5, options)
// @ts-expect-error the options of a seal are not optional
export const missing = seal({}, PASSWORD)
// @ts-expect-error a lifetime is a number
export const timed = seal({}, PASSWORD, { ...defaults, ttl: '1h' })
