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
}

type CipherParameters = AesCbcParams | AesCtrParams

function describe(cipher: Cipher, iv: Bytes): { name: string; parameters: CipherParameters } {
  return cipher === 'aes-256-cbc'
    ? { name: 'AES-CBC', parameters: { name: 'AES-CBC', iv } }
    : // The whole block counts, as OpenSSL's CTR mode does.
      { name: 'AES-CTR', parameters: { name: 'AES-CTR', counter: iv, length: 128 } }
}
