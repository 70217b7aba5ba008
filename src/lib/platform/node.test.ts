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
