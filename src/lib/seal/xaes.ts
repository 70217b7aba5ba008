import type { Bytes } from '../bytes/bytes.ts'
import type { Platform } from '../platform/platform.ts'
import { after, type MaybePromise } from '../platform/maybe-promise.ts'

/*
 * XAES-256-GCM as C2SP specifies it: AES-256-GCM under a key that is derived from the first half of a 24-byte nonce, so that
 * random nonces never run out. @see https://c2sp.org/XAES-256-GCM
 */

export const NONCE_BYTES = 24
export const TAG_BYTES = 16
const HALF = NONCE_BYTES / 2
const BLOCK_BYTES = 16
const M1 = Uint8Array.of(0x00, 0x01, 0x58, 0x00)
const M2 = Uint8Array.of(0x00, 0x02, 0x58, 0x00)

/** A key and the CMAC subkey K1 that belongs to it; the subkey depends on the key alone. */
export interface XaesKey {
  readonly key: Bytes
  readonly k1: Bytes
}

/** Prepares a key: L = AES(key, 0), K1 = L doubled in GF(2^128) (SP 800-38B §6.1). */
export function prepareXaesKey(platform: Platform, key: Bytes): MaybePromise<XaesKey> {
  const l = platform.encryptBlocks(key, new Uint8Array(BLOCK_BYTES))
  return after(l, (block) => ({ key, k1: double(block) }))
}

/** Encrypts; the ciphertext has its tag behind it. A nonce must never be used twice with one key. */
export function sealXaes(
  platform: Platform,
  key: XaesKey,
  nonce: Bytes,
  aad: Bytes,
  plaintext: Bytes,
): MaybePromise<Bytes> {
  return after(deriveMessageKey(platform, key, nonce), (messageKey) =>
    platform.sealGcm(messageKey, nonce.subarray(HALF), aad, plaintext),
  )
}

/** Decrypts; `undefined` for whatever is not authentic. */
export function openXaes(
  platform: Platform,
  key: XaesKey,
  nonce: Bytes,
  aad: Bytes,
  sealed: Bytes,
): MaybePromise<Bytes | undefined> {
  return after(deriveMessageKey(platform, key, nonce), (messageKey) =>
    platform.openGcm(messageKey, nonce.subarray(HALF), aad, sealed),
  )
}

/** Kx = AES(key, M1 XOR K1) | AES(key, M2 XOR K1): the counter-mode KDF of SP 800-108 with CMAC, its label "X". */
function deriveMessageKey(
  platform: Platform,
  { key, k1 }: XaesKey,
  nonce: Bytes,
): MaybePromise<Bytes> {
  const blocks = new Uint8Array(2 * BLOCK_BYTES)
  for (let at = 0; at < BLOCK_BYTES; at++) {
    const mask = k1[at] as number
    blocks[at] = (M1[at] ?? (nonce[at - M1.length] as number)) ^ mask
    blocks[at + BLOCK_BYTES] = (M2[at] ?? (nonce[at - M2.length] as number)) ^ mask
  }
  return platform.encryptBlocks(key, blocks)
}

function double(block: Bytes): Bytes {
  const doubled = new Uint8Array(BLOCK_BYTES)
  for (let at = 0; at < BLOCK_BYTES; at++) {
    doubled[at] = ((block[at] as number) << 1) | ((block[at + 1] ?? 0) >> 7)
  }
  // Arithmetic instead of a branch on a secret bit.
  doubled[BLOCK_BYTES - 1] =
    (doubled[BLOCK_BYTES - 1] as number) ^ (0x87 * ((block[0] as number) >> 7))
  return doubled
}
