import { bytesOf } from './data.ts'
import { hmacStatesOf } from './passwords.ts'
import { pbkdf2Once, prepareHmac } from './pbkdf2-once.ts'
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
    return new Uint8Array(await crypto.subtle.sign('HMAC', imported, bytesOf(data)))
  },

  async pbkdf2Sha1(password, salt, iterations, length) {
    if (iterations > 1) return pbkdf2(bytesOf(password), bytesOf(salt), iterations, length)
    const states = typeof password === 'string' ? hmacStatesOf(password) : prepareHmac(password)
    return pbkdf2Once(states, bytesOf(salt), length)
  },

  async encrypt(cipher, key, iv, plaintext) {
    const { name, parameters } = describe(cipher, iv)
    const imported = await crypto.subtle.importKey('raw', key, name, false, ['encrypt'])
    return new Uint8Array(await crypto.subtle.encrypt(parameters, imported, bytesOf(plaintext)))
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
    const imported = await blockKeyOf(key)
    const encrypted = new Uint8Array(blocks.length)
    const encryptBlock = async (at: number): Promise<void> => {
      // Web Crypto has no single-block AES, but the key stream of its counter mode is one: the counter, encrypted.
      const counter = blocks.slice(at, at + BLOCK_BYTES)
      const algorithm = { name: 'AES-CTR', counter, length: 128 }
      encrypted.set(new Uint8Array(await crypto.subtle.encrypt(algorithm, imported, ZEROS)), at)
    }
    const starts = Array.from({ length: blocks.length / BLOCK_BYTES }, (_, i) => i * BLOCK_BYTES)
    await Promise.all(starts.map(encryptBlock))
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
const ZEROS = new Uint8Array(BLOCK_BYTES)

/** Importing takes as long as encrypting. A WeakMap, so that no import outlives its key. */
const blockKeys = new WeakMap<Bytes, Promise<CryptoKey>>()

function blockKeyOf(key: Bytes): Promise<CryptoKey> {
  const known = blockKeys.get(key)
  if (known !== undefined) return known
  const fresh = crypto.subtle.importKey('raw', key, 'AES-CTR', false, ['encrypt'])
  blockKeys.set(key, fresh)
  return fresh
}

async function pbkdf2(
  password: Bytes,
  salt: Bytes,
  iterations: number,
  length: number,
): Promise<Bytes> {
  const imported = await crypto.subtle.importKey('raw', password, 'PBKDF2', false, ['deriveBits'])
  const algorithm = { name: 'PBKDF2', hash: 'SHA-1', salt, iterations }
  return new Uint8Array(await crypto.subtle.deriveBits(algorithm, imported, length * 8))
}

type CipherParameters = AesCbcParams | AesCtrParams

function describe(cipher: Cipher, iv: Bytes): { name: string; parameters: CipherParameters } {
  return cipher === 'aes-256-cbc'
    ? { name: 'AES-CBC', parameters: { name: 'AES-CBC', iv } }
    : // The whole block counts, as OpenSSL's CTR mode does.
      { name: 'AES-CTR', parameters: { name: 'AES-CTR', counter: iv, length: 128 } }
}
