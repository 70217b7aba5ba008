import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { platform } from './node.ts'

describe('PBKDF2 on Node', () => {
  const derive = (iterations: number) =>
    platform.pbkdf2Sha1(new Uint8Array(32), new Uint8Array(8), iterations, 32)

  it('is there at once for the one round of a session', () => {
    expect(derive(1)).toBeInstanceOf(Uint8Array)
    expect(derive(1000)).toBeInstanceOf(Uint8Array)
  })

  it('runs in the background for many rounds', async () => {
    const key = derive(1001)
    expect(key).toBeInstanceOf(Promise)
    expect(await key).toHaveLength(32)
  })

  it('rejects, and does not throw, where many rounds cannot be done', async () => {
    await expect(derive(2 ** 31)).rejects.toThrow(RangeError)
  })
})

describe('HMAC on Node', () => {
  const key = Uint8Array.from({ length: 32 }, (_, at) => at * 7)
  const lengths = [0, 1, 300, 16_383, 16_384, 16_385, 100_000]

  // The memory for it is shared by all calls and has an end: no byte may stay behind, and none may be left out.
  it.each(lengths)('is that of the platform for %d bytes, whatever came before', async (length) => {
    for (const before of lengths) {
      await platform.hmacSha256(key, 'b'.repeat(before))
      for (const data of ['a'.repeat(length), 'ä'.repeat(length / 2), Buffer.alloc(length, 'c')]) {
        const expected = createHmac('sha256', key).update(data).digest('hex')
        const bytes = typeof data === 'string' ? data : new Uint8Array(data)
        const mac = await platform.hmacSha256(key, bytes)
        expect(Buffer.from(mac).toString('hex')).toBe(expected)
      }
    }
  })

  it('hands out memory that no later call changes', async () => {
    const first = await platform.hmacSha256(key, 'first')
    const kept = Uint8Array.from(first)
    await platform.hmacSha256(key, 'second')
    expect(first).toEqual(kept)
  })
})
