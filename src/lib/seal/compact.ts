import { encodeBase64url, viewBase64url } from '../bytes/base64url.ts'
import type { Bytes } from '../bytes/bytes.ts'
import { concatBytes } from '../bytes/concat.ts'
import { SessionError } from '../errors.ts'
import type { KeyRing } from '../keys/key-ring.ts'
import type { Platform } from '../platform/platform.ts'
import { after, type MaybePromise } from '../platform/maybe-promise.ts'
import { additionalData } from './compact-context.ts'
import {
  deriveCompactKey,
  findCompactKey,
  HEAD_BYTES,
  kidsOf,
  type KidIndex,
  knownKids,
  VERSION,
} from './compact-keys.ts'
import { decodePlaintext, encodePlaintext } from './compact-plaintext.ts'
import type { Opened, SealContent, SealContext, SealFormat } from './format.ts'
import { NONCE_BYTES, openXaes, sealXaes, TAG_BYTES } from './xaes.ts'

/* Compact seals, in the order of docs/spec/compact.md. */

const CIPHERTEXT_AT = HEAD_BYTES + NONCE_BYTES
const MIN_BYTES = CIPHERTEXT_AT + 1 + TAG_BYTES

/** Purposes whose seals always end. */
const MUST_EXPIRE = new Set(['session', 'bearer'])

/**
 * Compact seals: XAES-256-GCM, bound to purpose, name and audience, times inside.
 *
 * @param padded Whether the length of the JSON is hidden in steps of 64 bytes. Default `false`.
 */
export function createCompactFormat(padded = false): SealFormat {
  return {
    name: 'compact',
    carriesMeta: true,

    // The first six bits of the version.
    recognizes: (text) => text.startsWith('s'),

    // The key id is a hash, and hashing may be asynchronous.
    keyFor: () => undefined,

    seal(platform, content, key, context) {
      if (isEndless(content, context)) throw endless(context.purpose)
      return after(deriveCompactKey(platform, key), (compact) => {
        const aad = additionalData(compact, context)
        const nonce = platform.randomBytes(NONCE_BYTES)
        const plaintext = encodePlaintext(content, padded)
        return after(sealXaes(platform, compact.xaes, nonce, aad, plaintext), (sealed) =>
          encodeBase64url(concatBytes(compact.head, nonce, sealed)),
        )
      })
    },

    open(platform, text, ring, context) {
      const body = viewBase64url(text)
      if (body === undefined || body.length < MIN_BYTES || body[0] !== VERSION)
        return { ok: false, reason: 'malformed' }
      return after(knownKids(ring) ?? kidsOf(platform, ring), (kids) =>
        openBody(platform, body, kids, ring, context),
      )
    },
  }
}

/** Steps 3 to 6 of §5. The first, the length, is the sealer's; JSON and times are judged by whoever asked. */
function openBody(
  platform: Platform,
  body: Bytes,
  kids: KidIndex,
  ring: KeyRing,
  context: SealContext,
): MaybePromise<Opened> {
  const found = findCompactKey(kids, ring, body.subarray(1, HEAD_BYTES))
  if (found === undefined) return { ok: false, reason: 'unknown-key' }

  const aad = additionalData(found, context)
  const nonce = body.subarray(HEAD_BYTES, CIPHERTEXT_AT)
  const sealed = body.subarray(CIPHERTEXT_AT)
  return after(openXaes(platform, found.xaes, nonce, aad, sealed), (plaintext) => {
    if (plaintext === undefined) return { ok: false, reason: 'invalid' }
    const content = decodePlaintext(plaintext)
    if (content === undefined || isEndless(content, context))
      return { ok: false, reason: 'malformed' }
    return { ok: true, content, key: found.key }
  })
}

/** A session must end: a stolen cookie would work for ever. */
function isEndless({ expires }: SealContent, { purpose }: SealContext): boolean {
  return expires === undefined && MUST_EXPIRE.has(purpose)
}

function endless(purpose: string): SessionError {
  return new SessionError(
    'ERR_IRONSEAL_USAGE',
    `A compact seal for the purpose \`${purpose}\` must have an end`,
  )
}
