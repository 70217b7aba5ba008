import { platform } from '#platform'
import { describe, expect, it } from 'vitest'
import { bytes, type Case, hex, readGroups } from './wycheproof.ts'

interface HkdfCase extends Case {
  readonly ikm: string
  readonly salt: string
  readonly info: string
  readonly size: number
  readonly okm: string
}

describe('HKDF-SHA-256', () => {
  const cases = readGroups<HkdfCase>('hkdf_sha256').flatMap(({ tests }) => tests)

  it('has 86 cases', () => expect(cases).toHaveLength(86))

  it.each(cases)('$tcId $comment', async ({ ikm, salt, info, size, okm, result }) => {
    const derive = async (): Promise<string | undefined> =>
      hex(await platform.hkdfSha256(bytes(ikm), bytes(salt), bytes(info), size))
    if (result === 'valid') expect(await derive()).toBe(okm)
    // More than 255 times the size of the hash: there is no such output, and the platform says so.
    else await expect(derive()).rejects.toThrow(Error)
  })
})
