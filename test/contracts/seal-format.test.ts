import { platform } from '#platform'
import { createIronFormat } from '../../src/lib/seal/iron.ts'
import { ironSegments } from '../mutants/iron-parts.ts'
import { describeSealFormat, type SealFormatContract } from './seal-format.ts'

// A call of Web Crypto costs ten to thirty times as much, and the logic is the same code.
const every = platform.synchronous ? 1 : 10

const contract = (suffix: '' | '~2'): SealFormatContract => ({
  platform,
  format: createIronFormat(suffix),
  split: (seal) => ironSegments(seal.slice(0, seal.length - suffix.length)),
  join: (values) => values.join('*') + suffix,
  canonical: (text) => text.replace(/~[0-9]{1,4}$/, ''),
  withKeyId: (seal, id) => seal.replace(/^(Fe26\.2\*)[^*]*/, (_, prefix) => `${prefix}${id}`),
  every,
})

describeSealFormat(contract(''))
// The suffix of iron-session goes through the same code: a tenth of it is enough to see that.
describeSealFormat({ ...contract('~2'), every: 10 * every })
