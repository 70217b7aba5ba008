import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { platform as node } from '../../src/lib/platform/node.ts'
import { platform as web } from '../../src/lib/platform/web.ts'
import { describePlatform } from './platform.ts'

describePlatform(node, { name: 'node', synchronous: true })
describePlatform(web, { name: 'web', synchronous: false })

describe('the two platforms', () => {
  /** Bytes that are the same in every run. */
  const bytes = (seed: string, length: number) =>
    new Uint8Array(
      Buffer.concat(
        Array.from({ length: Math.ceil(length / 32) }, (_, at) =>
          createHash('sha256').update(`${seed}${at}`).digest(),
        ),
      ).subarray(0, length),
    )

  it.each([1, 31, 32, 64, 65, 1000])(
    'give the same bytes for inputs of %i bytes',
    async (length) => {
      const [key, iv] = [bytes('key', 32), bytes('iv', 16)]
      const data = bytes('data', length)
      expect(await web.hmacSha256(key, data)).toEqual(node.hmacSha256(key, data))
      expect(await web.hmacSha256(data, key)).toEqual(node.hmacSha256(data, key))
      for (const [rounds, size] of [
        [1, 32],
        [1, 16],
        [3, 64],
      ] as const) {
        expect(await web.pbkdf2Sha1(data, iv, rounds, size)).toEqual(
          node.pbkdf2Sha1(data, iv, rounds, size),
        )
      }
      for (const [cipher, size] of [
        ['aes-256-cbc', 32],
        ['aes-128-ctr', 16],
      ] as const) {
        const cipherKey = key.slice(0, size)
        const encrypted = await node.encrypt(cipher, cipherKey, iv, data)
        expect(await web.encrypt(cipher, cipherKey, iv, data)).toEqual(encrypted)
        expect(await web.decrypt(cipher, cipherKey, iv, encrypted)).toEqual(data)
        expect(node.decrypt(cipher, cipherKey, iv, encrypted)).toEqual(data)
      }
    },
  )

  it('agree on which of 256 paddings are right', async () => {
    const [key, iv] = [bytes('key', 32), bytes('iv', 16)]
    const block = node.encrypt('aes-256-cbc', key, iv, new Uint8Array(0))
    const accepted: number[] = []
    for (let last = 0; last < 256; last++) {
      const other = iv.slice()
      other[15]! ^= last
      const [here, there] = [
        await node.decrypt('aes-256-cbc', key, other, await block),
        await web.decrypt('aes-256-cbc', key, other, await block),
      ]
      expect(there).toEqual(here)
      if (here !== undefined) accepted.push(last)
    }
    // 16 as it was, and the single 1 that a changed last byte makes.
    expect(accepted).toEqual([0, 16 ^ 1])
  })
})
