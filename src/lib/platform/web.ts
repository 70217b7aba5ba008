import type { Bytes, Cipher, Platform } from './platform.ts'

/** The asynchronous back end: Web Crypto, for edge runtimes, workers and everything that has no `node:crypto`. */
export const platform: Platform = {
  name: 'web',
  synchronous: false,

  randomBytes(length) {
    return crypto.getRandomValues(new Uint8Array(length))
  },

  async hmacSha256(key, data) {
    const algorithm = { name: 'HMAC', hash: 'SHA-256' }
    const imported = await crypto.subtle.importKey('raw', key, algorithm, false, ['sign'])
    return new Uint8Array(await crypto.subtle.sign('HMAC', imported, data))
  },

  async pbkdf2Sha1(password, salt, iterations, length) {
    const imported = await crypto.subtle.importKey('raw', password, 'PBKDF2', false, ['deriveBits'])
    const algorithm = { name: 'PBKDF2', hash: 'SHA-1', salt, iterations }
    return new Uint8Array(await crypto.subtle.deriveBits(algorithm, imported, length * 8))
  },

  async encrypt(cipher, key, iv, plaintext) {
    const { name, parameters } = describe(cipher, iv)
    const imported = await crypto.subtle.importKey('raw', key, name, false, ['encrypt'])
    return new Uint8Array(await crypto.subtle.encrypt(parameters, imported, plaintext))
  },

  async decrypt(cipher, key, iv, ciphertext) {
    const { name, parameters } = describe(cipher, iv)
    const imported = await crypto.subtle.importKey('raw', key, name, false, ['decrypt'])
    try {
      return new Uint8Array(await crypto.subtle.decrypt(parameters, imported, ciphertext))
    } catch {
      return undefined
    }
  },

  async hkdfSha256(secret, salt, info, length) {
    const imported = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits'])
    const algorithm = { name: 'HKDF', hash: 'SHA-256', salt, info }
    return new Uint8Array(await crypto.subtle.deriveBits(algorithm, imported, length * 8))
  },

  async encryptBlocks(key, blocks) {
    const imported = await crypto.subtle.importKey('raw', key, 'AES-CBC', false, ['encrypt'])
    const encrypted = new Uint8Array(blocks.length)
    for (let at = 0; at < blocks.length; at += BLOCK_BYTES) {
      // Web Crypto has no single-block AES, but CBC encrypts IV XOR plaintext: the block as IV, zeros as plaintext.
      const iv = blocks.slice(at, at + BLOCK_BYTES)
      const padded = await crypto.subtle.encrypt(
        { name: 'AES-CBC', iv },
        imported,
        new Uint8Array(BLOCK_BYTES),
      )
      encrypted.set(new Uint8Array(padded, 0, BLOCK_BYTES), at)
    }
    return encrypted
  },

  async sealGcm(key, nonce, aad, plaintext) {
    const imported = await crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['encrypt'])
    const algorithm = { name: 'AES-GCM', iv: nonce, additionalData: aad, tagLength: 128 }
    return new Uint8Array(await crypto.subtle.encrypt(algorithm, imported, plaintext))
  },

  async openGcm(key, nonce, aad, sealed) {
    const imported = await crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['decrypt'])
    const algorithm = { name: 'AES-GCM', iv: nonce, additionalData: aad, tagLength: 128 }
    try {
      return new Uint8Array(await crypto.subtle.decrypt(algorithm, imported, sealed))
    } catch {
      return undefined
    }
  },

  publish() {},
}

const BLOCK_BYTES = 16

type CipherParameters = AesCbcParams | AesCtrParams

function describe(cipher: Cipher, iv: Bytes): { name: string; parameters: CipherParameters } {
  return cipher === 'aes-256-cbc'
    ? { name: 'AES-CBC', parameters: { name: 'AES-CBC', iv } }
    : // The whole block counts, as OpenSSL's CTR mode does.
      { name: 'AES-CTR', parameters: { name: 'AES-CTR', counter: iv, length: 128 } }
}
