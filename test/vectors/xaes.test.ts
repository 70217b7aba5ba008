import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { platform } from '#platform'
import { describe, expect, it } from 'vitest'
import type { Bytes } from '../../src/lib/platform/platform.ts'
import { openXaes, prepareXaesKey, sealXaes } from '../../src/lib/seal/xaes.ts'

/* XAES-256-GCM against C2SP and Tink; SOURCES.md says where each vector comes from. */

interface Vector {
  readonly tcId: number
  readonly source: string
  readonly key: string
  readonly nonce: string
  readonly aad: string
  readonly msg: string
  readonly ct: string
  readonly K1?: string
  readonly Kx?: string
}

const { tests, accumulated }: { tests: Vector[]; accumulated: { iterations10000: string } } =
  JSON.parse(readFileSync(new URL('./xaes-256-gcm.json', import.meta.url), 'utf8'))

const bytes = (hex: string): Bytes => new Uint8Array(Buffer.from(hex, 'hex'))
const hex = (value: Uint8Array | undefined): string | undefined =>
  value && Buffer.from(value).toString('hex')

describe('XAES-256-GCM', () => {
  it('has 6 vectors', () => expect(tests).toHaveLength(6))

  it.each(tests)('encrypts and decrypts tcId $tcId, $source', async (vector) => {
    const { nonce, aad, msg, ct } = vector
    const key = await prepareXaesKey(platform, bytes(vector.key))
    if (vector.K1 !== undefined) expect(hex(key.k1)).toBe(vector.K1)
    const sealed = await sealXaes(platform, key, bytes(nonce), bytes(aad), bytes(msg))
    expect(hex(sealed)).toBe(ct)
    const opened = await openXaes(platform, key, bytes(nonce), bytes(aad), bytes(ct))
    expect(hex(opened)).toBe(msg)
  })

  it.each(tests.filter(({ Kx }) => Kx !== undefined))(
    'derives the message key of tcId $tcId',
    async ({ key, nonce, Kx }) => {
      const keys: string[] = []
      const watched = {
        ...platform,
        sealGcm(...args: Parameters<typeof platform.sealGcm>) {
          keys.push(hex(args[0])!, hex(args[1])!)
          return platform.sealGcm(...args)
        },
      }
      const prepared = await prepareXaesKey(platform, bytes(key))
      await sealXaes(watched, prepared, bytes(nonce), bytes(''), bytes(''))
      expect(keys).toEqual([Kx, nonce.slice(24)])
    },
  )

  it.each(tests)('opens nothing that was altered: tcId $tcId', async (vector) => {
    const key = await prepareXaesKey(platform, bytes(vector.key))
    const open = async (nonce: Bytes, aad: Bytes, sealed: Bytes) =>
      openXaes(platform, key, nonce, aad, sealed)
    const parts = [vector.nonce, vector.aad, vector.ct].map(bytes)
    for (const [which, part] of parts.entries()) {
      for (let at = 0; at < part.length; at++) {
        const altered = parts.map((other) => other.slice()) as [Bytes, Bytes, Bytes]
        altered[which]![at]! ^= 1 << (at % 8)
        expect(await open(...altered)).toBeUndefined()
      }
    }
    const [nonce, aad, sealed] = parts as [Bytes, Bytes, Bytes]
    for (let length = 0; length < sealed.length; length++) {
      expect(await open(nonce, aad, sealed.slice(0, length))).toBeUndefined()
    }
    expect(await open(nonce, aad, Uint8Array.of(...sealed, 0))).toBeUndefined()
  })
})

describe('the accumulated test of C2SP', () => {
  /** The same inputs in every run: key, nonce, plaintext and additional data out of one SHAKE-128 stream. */
  function* inputs(rounds: number): Generator<readonly [Bytes, Bytes, Bytes, Bytes]> {
    // At most 32 + 24 + 2 lengths + 2 texts of 255 bytes a round.
    const stream = createHash('shake128', { outputLength: rounds * 568 }).digest()
    let at = 0
    const take = (length: number): Bytes => new Uint8Array(stream.subarray(at, (at += length)))
    const takeText = (): Bytes => take(take(1)[0]!)
    for (let round = 0; round < rounds; round++) yield [take(32), take(24), takeText(), takeText()]
  }

  async function accumulate(rounds: number): Promise<string> {
    const hash = createHash('shake128', { outputLength: 32 })
    for (const [raw, nonce, plaintext, aad] of inputs(rounds)) {
      const key = await prepareXaesKey(platform, raw)
      const sealed = await sealXaes(platform, key, nonce, aad, plaintext)
      hash.update(sealed)
      const opened = await openXaes(platform, key, nonce, aad, sealed)
      if (hex(opened) !== hex(plaintext)) throw new Error('does not open what it sealed')
    }
    return hash.digest('hex')
  }

  it('draws from the stream that C2SP names', () => {
    const [first] = inputs(1)
    expect(hex(first![0])!.slice(0, 32)).toBe('7f9c2ba4e88f827d616045507605853e')
  })

  // The beginning of the stream, as the implementation in scripts/vectors/compact.py has it, which gives C2SP's hash as well.
  const PREFIX = 'd65d01d0a40e7ede528c27e4cbe41389229e000cc2389a127e45cd0f7b4a5e26'
  it('gives the hash of its first 300 rounds', async () => {
    expect(await accumulate(300)).toBe(PREFIX)
  })

  // Web Crypto takes thirty times as long, for the same code above it.
  if (platform.synchronous) {
    it('gives the hash of all 10,000 rounds', { timeout: 60_000 }, async () => {
      expect(await accumulate(10_000)).toBe(accumulated.iterations10000)
    })
  }
})
