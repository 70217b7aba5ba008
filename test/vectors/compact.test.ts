import { platform } from '#platform'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { Key } from '../../src/lib/keys/key.ts'
import { secretBytes } from '../../src/lib/keys/secret.ts'
import type { Bytes, Platform } from '../../src/lib/platform/platform.ts'
import { encodeContext } from '../../src/lib/seal/compact-context.ts'
import { deriveCompactKey } from '../../src/lib/seal/compact-keys.ts'
import { decodePlaintext, encodePlaintext } from '../../src/lib/seal/compact-plaintext.ts'
import { createCompactFormat } from '../../src/lib/seal/compact.ts'
import type { SealContent } from '../../src/lib/seal/format.ts'
import {
  contextOf,
  FAILURES,
  refusal,
  ringOf,
  VALID,
  type FailureVector,
  type ValidVector,
} from './compact-vectors.ts'

/* What scripts/vectors/compact.py made from docs/spec/compact.md. Which back end runs is decided by the project of vitest. */

const bytes = (hex: string): Bytes => new Uint8Array(Buffer.from(hex, 'hex'))
const hex = (value: Uint8Array | undefined): string | undefined =>
  value && Buffer.from(value).toString('hex')

/** The platform with the nonce of a vector, and what it was asked for to that end. */
function withNonce(nonce: string): { fixed: Platform; asked: number[] } {
  const asked: number[] = []
  const randomBytes = (length: number): Bytes => {
    asked.push(length)
    return bytes(nonce)
  }
  return { fixed: { ...platform, randomBytes }, asked }
}

function contentOf({ content }: ValidVector): SealContent {
  const issued = content.created + content.age
  return {
    json: content.json,
    expires: content.ttl === 0 ? undefined : issued + content.ttl * 1000,
    times: { created: content.created, issued },
    sid: content.sid === null ? undefined : bytes(content.sid),
    meta: content.meta ?? undefined,
    transient: content.transient,
  }
}

afterEach(() => void vi.useRealTimers())

it('runs on the back end of this project', () => {
  expect(platform.name).toBe(process.env['IRONSEAL_PLATFORM'])
})

describe('seals of another implementation', () => {
  it('are as many as it wrote', () => expect(VALID).toHaveLength(33))

  it.each(VALID)('$file: $description', async (vector) => {
    const { fixed, asked } = withNonce(vector.nonce)
    const ring = ringOf([vector.secret])
    const format = createCompactFormat(vector.content.padded)
    const content = contentOf(vector)
    const seal = await format.seal(fixed, content, ring.sealingKey(), contextOf(vector))
    expect(seal).toBe(vector.seal)
    expect(seal).toHaveLength(vector.length)
    // The nonce, fresh for this seal, and nothing else.
    expect(asked).toEqual([24])

    const opened = await format.open(platform, seal, ring, contextOf(vector))
    expect(opened).toEqual({ ok: true, content, key: ring.sealingKey() })
    // Whether a reader pads its own seals says nothing about what it reads.
    const other = createCompactFormat(!vector.content.padded)
    expect(await other.open(platform, seal, ring, contextOf(vector))).toEqual(opened)
  })

  it.each(VALID)(
    '$file has these keys, this additional data and this plaintext',
    async (vector) => {
      expect(hex(secretBytes(vector.secret))).toBe(vector.material)
      const derived = await deriveCompactKey(platform, new Key('1', vector.secret))
      expect(hex(derived.kid)).toBe(vector.kid)
      expect(hex(derived.xaes.key)).toBe(vector.key)
      expect(hex(derived.xaes.k1)).toBe(vector.k1)
      const head = Uint8Array.of(0xb1, ...derived.kid)
      expect(hex(encodeContext(head, contextOf(vector)))).toBe(vector.aad)
      expect(hex(encodePlaintext(contentOf(vector), vector.content.padded))).toBe(vector.plaintext)
      expect(decodePlaintext(bytes(vector.plaintext))).toEqual(contentOf(vector))
    },
  )

  // As messages and sessions read them, at the millisecond at which they were sealed and at the last of their life.
  it.each(VALID)('$file is taken for as long as it lasts', async (vector) => {
    const { now, content } = vector
    const last = content.ttl === 0 ? now + 10 ** 12 : now + content.ttl * 1000 - 1
    const asFailure = { ...vector, secrets: [vector.secret], maxLength: 4096, reason: '' }
    for (const at of [now - 60_000, now, last]) {
      if (at < 0) continue
      vi.useFakeTimers({ now: at, toFake: ['Date'] })
      expect(await refusal({ ...asFailure, now: at })).toBe(reasonAt(vector, at))
    }
  })
})

/** The codec of sessions has limits of its own: an id is needed, and no session is older than 30 days. */
function reasonAt({ purpose, content }: ValidVector, at: number): string | undefined {
  if (purpose.startsWith('seal:')) return undefined
  if (content.sid === null) return 'malformed'
  return at >= content.created + 30 * 24 * 3600 * 1000 ? 'too-old' : undefined
}

describe('texts that must not open', () => {
  it('are as many as it wrote', () => expect(FAILURES).toHaveLength(140))

  it('show every reason that a seal can be refused for', () => {
    expect(new Set(FAILURES.map(({ reason }) => reason))).toEqual(
      new Set(['oversize', 'malformed', 'unknown-key', 'invalid', 'expired']),
    )
  })

  it.each(FAILURES)('$file: $description', async (vector: FailureVector) => {
    expect(vector.file.startsWith(`${vector.reason}-`)).toBe(true)
    vi.useFakeTimers({ now: vector.now, toFake: ['Date'] })
    expect(await refusal(vector)).toBe(vector.reason)
  })
})
