import { Key } from '../keys/key.ts'
import type { KeyRing } from '../keys/key-ring.ts'
import { assertSealableId, assertUsableKey } from '../keys/password.ts'
import type { Platform } from '../platform/platform.ts'
import { after, type MaybePromise } from '../platform/maybe-promise.ts'
import type { Opened, SealFormat } from './format.ts'
import { decryptIron, encryptIron, type IronSecrets, isAuthentic } from './iron-cipher.ts'
import { IRON_PARAMETERS } from './iron-parameters.ts'
import { IRON_PREFIX, peekPasswordId, readExpiry, splitCanonicalIron } from './iron-text.ts'

/**
 * Iron seals as sessions use them: byte-compatible with @hapi/iron 7, parameters pinned, and read more strictly than any
 * other implementation does.
 *
 * @param suffix What is written behind the seal: nothing, or the `~2` of iron-session. It is outside the MAC, so reading ignores it.
 */
export function createIronFormat(suffix: '' | '~2' = ''): SealFormat {
  return {
    name: 'iron',
    carriesMeta: false,

    recognizes: (text) => text.startsWith(IRON_PREFIX),

    keyFor(text, ring) {
      const id = peekPasswordId(text)
      // Stryker disable next-line ConditionalExpression: no ring has a key without an id; the types want it said.
      return id === undefined ? undefined : findKey(ring, id)
    },

    seal(platform, { json, expires }, key) {
      assertUsableKey(key)
      assertSealableId(key)
      const secrets = secretsOf(key)
      return after(
        encryptIron(platform, IRON_PARAMETERS, secrets, key.id, json, expires),
        (sealed) => sealed + suffix,
      )
    },

    open: (platform, text, ring) => openIron(platform, text, ring),
  }
}

/** A key of bytes is in the ring for other formats: it sealed no Iron seal, so a seal that names it names nothing. */
function findKey(ring: KeyRing, id: string): Key | undefined {
  const key = ring.find(id)
  return key !== undefined && Key.reveal(key) instanceof Uint8Array ? undefined : key
}

/** In this order: shape, key, MAC, and only then decryption and the expiry. */
function openIron(platform: Platform, sealed: string, ring: KeyRing): MaybePromise<Opened> {
  const text = splitCanonicalIron(sealed)
  if (text === undefined) return { ok: false, reason: 'malformed' }

  const key = findKey(ring, text.passwordId)
  if (key === undefined) return { ok: false, reason: 'unknown-key' }
  assertUsableKey(key)
  const secrets = secretsOf(key)

  return after(isAuthentic(platform, IRON_PARAMETERS, secrets, text), (authentic) => {
    if (!authentic) return { ok: false, reason: 'invalid' }
    return after(decryptIron(platform, IRON_PARAMETERS, secrets, text), (json) => {
      const expires = readExpiry(text.expiry)
      if (json === undefined || expires === 'bad') return { ok: false, reason: 'malformed' }
      return { ok: true, content: { json, expires }, key }
    })
  })
}

function secretsOf(key: Key): IronSecrets {
  const secret = Key.reveal(key)
  return { encryption: secret, integrity: secret }
}
