import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  pbkdf2,
  pbkdf2Sync,
  randomBytes,
} from 'node:crypto'
import { channel } from 'node:diagnostics_channel'
import type { Bytes, Cipher, Platform } from './platform.ts'

/**
 * The synchronous back end, for Node, Bun and Deno.
 *
 * Keys go in as KeyObjects: raw buffers cost 25 to 37 µs more a call on Node 24.18 and later.
 */
export const platform: Platform = {
  name: 'node',
  synchronous: true,

  randomBytes(length) {
    return own(randomBytes(length))
  },

  hmacSha256(key, data) {
    return own(createHmac('sha256', createSecretKey(key)).update(data).digest())
  },

  pbkdf2Sha1(password, salt, iterations, length) {
    if (iterations > MOST_ITERATIONS_AT_ONCE) {
      return pbkdf2InBackground(password, salt, iterations, length)
    }
    return own(pbkdf2Sync(password, salt, iterations, length, 'sha1'))
  },

  encrypt(cipher: Cipher, key, iv, plaintext) {
    const encryption = createCipheriv(cipher, createSecretKey(key), iv)
    return own(Buffer.concat([encryption.update(plaintext), encryption.final()]))
  },

  decrypt(cipher: Cipher, key, iv, ciphertext) {
    // Deno's node:crypto decrypts an empty AES-CBC ciphertext to nothing instead of refusing it.
    if (cipher === 'aes-256-cbc' && ciphertext.length === 0) return undefined
    const decryption = createDecipheriv(cipher, createSecretKey(key), iv)
    const head = decryption.update(ciphertext)
    try {
      return own(Buffer.concat([head, decryption.final()]))
    } catch {
      return undefined
    }
  },

  hkdfSha256(secret, salt, info, length) {
    return new Uint8Array(hkdfSync('sha256', secret, salt, info, length))
  },

  encryptBlocks(key, blocks) {
    const encryption = createCipheriv('aes-256-ecb', createSecretKey(key), null).setAutoPadding(
      false,
    )
    return own(Buffer.concat([encryption.update(blocks), encryption.final()]))
  },

  sealGcm(key, nonce, aad, plaintext) {
    const encryption = createCipheriv('aes-256-gcm', createSecretKey(key), nonce, GCM_OPTIONS)
    encryption.setAAD(aad)
    return own(
      Buffer.concat([encryption.update(plaintext), encryption.final(), encryption.getAuthTag()]),
    )
  },

  openGcm(key, nonce, aad, sealed) {
    const end = sealed.length - GCM_TAG_BYTES
    if (end < 0) return undefined
    const decryption = createDecipheriv('aes-256-gcm', createSecretKey(key), nonce, GCM_OPTIONS)
    decryption.setAAD(aad)
    decryption.setAuthTag(sealed.subarray(end))
    const head = decryption.update(sealed.subarray(0, end))
    try {
      return own(Buffer.concat([head, decryption.final()]))
    } catch {
      return undefined
    }
  },

  publish(message) {
    sessionEvents.publish(message)
  },
}

/** Without a subscriber, publishing is a comparison. */
const sessionEvents = channel('ironseal:session')

const GCM_TAG_BYTES = 16
// Without a fixed length Node takes tags of 4 bytes as well (CVE-2025-47275 was this mistake).
const GCM_OPTIONS = { authTagLength: GCM_TAG_BYTES }

/** A Buffer may be a window into a shared pool; the bytes that leave here belong to nobody else. */
function own(buffer: Buffer): Bytes {
  return new Uint8Array(buffer)
}

/** Sessions use one round. Many, which only @hapi/iron's API can ask for, would hold up every other request. */
const MOST_ITERATIONS_AT_ONCE = 1000

function pbkdf2InBackground(
  password: Bytes,
  salt: Bytes,
  iterations: number,
  length: number,
): Promise<Bytes> {
  return new Promise((resolve, reject) => {
    pbkdf2(password, salt, iterations, length, 'sha1', (error, key) => {
      if (error) reject(error)
      else resolve(own(key))
    })
  })
}
