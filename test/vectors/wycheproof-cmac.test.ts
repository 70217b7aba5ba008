import { platform } from '#platform'
import { describe, expect, it } from 'vitest'
import type { Bytes } from '../../src/lib/platform/platform.ts'
import { prepareXaesKey } from '../../src/lib/seal/xaes.ts'
import { bytes, type Case, hex, readGroups } from './wycheproof.ts'

/* XAES derives its keys with CMAC. Here CMAC is put together out of the same two parts: the subkey K1 and the block cipher. */

interface CmacCase extends Case {
  readonly key: string
  readonly msg: string
  readonly tag: string
}

/** CMAC (SP 800-38B §6.2); `undefined` for a message that needs the subkey K2, which XAES has no use for. */
async function cmac(key: Bytes, message: Bytes): Promise<string | undefined> {
  if (message.length === 0 || message.length % 16 !== 0) return undefined
  const { k1 } = await prepareXaesKey(platform, key)
  let state: Bytes = new Uint8Array(16)
  for (let at = 0; at < message.length; at += 16) {
    const last = at + 16 === message.length
    const block = state.map((byte, i) => byte ^ message[at + i]! ^ (last ? k1[i]! : 0))
    state = await platform.encryptBlocks(key, block)
  }
  return hex(state)
}

describe('AES-256-CMAC of whole blocks', () => {
  const cases = readGroups<CmacCase>('aes_cmac')
    .filter(({ keySize, tagSize }) => keySize === 256 && tagSize === 128)
    .flatMap(({ tests }) => tests)
    .filter(({ msg }) => msg !== '' && msg.length % 32 === 0)

  it('has 29 cases', () => expect(cases).toHaveLength(29))

  it.each(cases)('$tcId $comment', async ({ key, msg, tag, result }) => {
    const mac = await cmac(bytes(key), bytes(msg))
    expect(mac === tag).toBe(result === 'valid')
  })

  it('encrypts many blocks as it encrypts each', async () => {
    const key = bytes('603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4')
    // SP 800-38A F.1.5, ECB-AES256.
    const plaintext =
      '6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51' +
      '30c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710'
    const ciphertext =
      'f3eed1bdb5d2a03c064b5a7e3db181f8591ccb10d410ed26dc5ba74a31362870' +
      'b6ed21b99ca6f4f9f153e7b1beafed1d23304b7a39f9f3ff067d8d8f9e24ecc7'
    expect(hex(await platform.encryptBlocks(key, bytes(plaintext)))).toBe(ciphertext)
  })
})
