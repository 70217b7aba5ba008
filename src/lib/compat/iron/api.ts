import { algorithms, clone, defaults, macFormatVersion, macPrefix } from './defaults.ts'
import { generateKey, randomBits } from './key.ts'
import { decrypt, encrypt, hmacWithPassword } from './primitives.ts'
import { seal } from './seal.ts'
import { unseal } from './unseal.ts'

/** Everything in one object, for `import Iron from '@hapi/iron'`, which is how a CommonJS package is imported. */
interface Iron {
  algorithms: typeof algorithms
  clone: typeof clone
  decrypt: typeof decrypt
  defaults: typeof defaults
  encrypt: typeof encrypt
  generateKey: typeof generateKey
  hmacWithPassword: typeof hmacWithPassword
  macFormatVersion: typeof macFormatVersion
  macPrefix: typeof macPrefix
  randomBits: typeof randomBits
  seal: typeof seal
  unseal: typeof unseal
}

const iron: Iron = {
  algorithms,
  clone,
  decrypt,
  defaults,
  encrypt,
  generateKey,
  hmacWithPassword,
  macFormatVersion,
  macPrefix,
  randomBits,
  seal,
  unseal,
}

export default iron
