import { platform } from '#platform'
import { expect, it } from 'vitest'
import type { Platform } from '../platform/platform.ts'
import { openXaes, prepareXaesKey, sealXaes } from './xaes.ts'

/* What the bytes are, test/vectors says. */

it('is the same on a platform that takes its time', async () => {
  const slow: Platform = {
    ...platform,
    encryptBlocks: async (...given) => platform.encryptBlocks(...given),
    sealGcm: async (...given) => platform.sealGcm(...given),
    openGcm: async (...given) => platform.openGcm(...given),
  }
  const bytes = (length: number): Uint8Array<ArrayBuffer> =>
    Uint8Array.from({ length }, (_, at) => (at * 37) & 255)
  const key = await prepareXaesKey(platform, bytes(32))
  expect(await prepareXaesKey(slow, bytes(32))).toEqual(key)
  const sealed = await sealXaes(slow, key, bytes(24), bytes(9), bytes(50))
  expect(sealed).toEqual(await sealXaes(platform, key, bytes(24), bytes(9), bytes(50)))
  for (const on of [platform, slow]) {
    const opened = await openXaes(on, key, bytes(24), bytes(9), sealed)
    expect([...(opened ?? [])]).toEqual([...bytes(50)])
    expect(await openXaes(on, key, bytes(24), bytes(8), sealed)).toBeUndefined()
  }
})
