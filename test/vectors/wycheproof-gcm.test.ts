import { platform } from '#platform'
import { describe, expect, it } from 'vitest'
import { bytes, type Case, hex, readGroups } from './wycheproof.ts'

interface GcmCase extends Case {
  readonly key: string
  readonly iv: string
  readonly aad: string
  readonly msg: string
  readonly ct: string
  readonly tag: string
}

describe('AES-256-GCM with a 96-bit nonce and a 128-bit tag', () => {
  const cases = readGroups<GcmCase>('aes_gcm')
    .filter(({ keySize, ivSize, tagSize }) => keySize === 256 && ivSize === 96 && tagSize === 128)
    .flatMap(({ tests }) => tests)

  it('has 66 cases', () => expect(cases).toHaveLength(66))

  it.each(cases)('$tcId $comment', async ({ key, iv, aad, msg, ct, tag, result }) => {
    const sealed = bytes(ct + tag)
    const opened = await platform.openGcm(bytes(key), bytes(iv), bytes(aad), sealed)
    expect(hex(opened)).toBe(result === 'valid' ? msg : undefined)
    if (result === 'invalid') return
    const again = await platform.sealGcm(bytes(key), bytes(iv), bytes(aad), bytes(msg))
    expect(hex(again)).toBe(ct + tag)
  })

  // Node takes the first 4 bytes of a tag for a tag unless it is told how long one is.
  it.each(cases.filter(({ result }) => result === 'valid').slice(0, 5))(
    '$tcId opens with no shorter and no longer tag',
    async ({ key, iv, aad, ct, tag }) => {
      for (let length = 0; length <= 32; length++) {
        if (length === 16) continue
        const other = tag.repeat(2).slice(0, length * 2)
        const sealed = bytes(ct + other)
        expect(await platform.openGcm(bytes(key), bytes(iv), bytes(aad), sealed)).toBeUndefined()
      }
    },
  )
})
