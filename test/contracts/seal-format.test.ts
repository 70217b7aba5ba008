import { platform } from '#platform'
import { createIronFormat } from '../../src/lib/seal/iron.ts'
import { describeSealFormat, type SealFormatContract } from './seal-format.ts'

/** Prefix, id, salt, iv, ciphertext, expiry, salt, mac. */
const ENCODINGS = [
  'text',
  'text',
  'hex',
  'base64url',
  'base64url',
  'text',
  'hex',
  'base64url',
] as const

// A call of Web Crypto costs ten to thirty times as much, and the logic is the same code.
const every = platform.synchronous ? 1 : 10

const contract = (suffix: '' | '~2'): SealFormatContract => ({
  platform,
  format: createIronFormat(suffix),
  split: (seal) =>
    seal
      .slice(0, seal.length - suffix.length)
      .split('*')
      .map((value, index) => ({ encoding: ENCODINGS[index] ?? 'text', value })),
  join: (values) => values.join('*') + suffix,
  canonical: (text) => text.replace(/~[0-9]{1,4}$/, ''),
  withKeyId: (seal, id) => seal.replace(/^(Fe26\.2\*)[^*]*/, (_, prefix) => `${prefix}${id}`),
  every,
})

describeSealFormat(contract(''))
// The suffix of iron-session goes through the same code: a tenth of it is enough to see that.
describeSealFormat({ ...contract('~2'), every: 10 * every })
