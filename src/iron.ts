/**
 * The API of @hapi/iron 7 and of iron-webcrypto 2: seals that every Iron library opens, with all of their options.
 *
 * @module
 */
export { default } from './lib/compat/iron/api.ts'
export {
  algorithms,
  clone,
  defaults,
  macFormatVersion,
  macPrefix,
} from './lib/compat/iron/defaults.ts'
export { generateKey, randomBits } from './lib/compat/iron/key.ts'
export type * as password from './lib/compat/iron/password-types.ts'
export { decrypt, encrypt, hmacWithPassword } from './lib/compat/iron/primitives.ts'
export { seal } from './lib/compat/iron/seal.ts'
export type {
  Algorithms,
  EncryptionAlgorithm,
  GenerateKeyOptions,
  HMacResult,
  HmacResult,
  IntegrityAlgorithm,
  Key,
  Password,
  SealOptions,
  SealOptionsSub,
} from './lib/compat/iron/types.ts'
export { unseal } from './lib/compat/iron/unseal.ts'
