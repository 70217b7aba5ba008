import * as crypto from 'node:crypto'
import { channel } from 'node:diagnostics_channel'
import { hmacStatesOf } from './passwords.ts'
import { pbkdf2Once, prepareHmac } from './pbkdf2-once.ts'
import type { Bytes, Data, Platform } from './platform.ts'

/**
 * The synchronous back end, for Node, Bun and Deno.
 *
 * What leaves here has memory of its own: a result of `Buffer.concat` or `Buffer.from` may be a window into a pool that everybody
 * shares.
 */
export const platform: Platform = {
  name: 'node',
  synchronous: true,

  randomBytes: (length) => crypto.randomFillSync(new Uint8Array(length)),

  hmacSha256(key, data) {
    // Node before 20.12 has no `hash`; a longer key would have to be hashed first.
    const byHash = crypto.hash !== undefined && key.length <= BLOCK_BYTES
    return !byHash || lengthOf(data) > MOST_HASHED_BYTES
      ? view(crypto.createHmac('sha256', crypto.createSecretKey(key)).update(data).digest())
      : hmacByHash(key, data)
  },

  pbkdf2Sha1(password, salt, iterations, length) {
    if (iterations === 1) {
      const states = typeof password === 'string' ? hmacStatesOf(password) : prepareHmac(password)
      return pbkdf2Once(states, typeof salt === 'string' ? Buffer.from(salt) : salt, length)
    }
    return iterations > MOST_ITERATIONS_AT_ONCE
      ? pbkdf2InBackground(password, salt, iterations, length)
      : view(crypto.pbkdf2Sync(password, salt, iterations, length, 'sha1'))
  },

  encrypt(cipher, key, iv, plaintext) {
    const encryption = crypto.createCipheriv(cipher, cipherKey(key), iv)
    const head =
      typeof plaintext === 'string'
        ? encryption.update(plaintext, 'utf8')
        : encryption.update(plaintext)
    return join(head, encryption.final())
  },

  decrypt(cipher, key, iv, ciphertext) {
    // Deno's node:crypto decrypts an empty AES-CBC ciphertext to nothing instead of refusing it.
    if (cipher === 'aes-256-cbc' && ciphertext.length === 0) return undefined
    const decryption = crypto.createDecipheriv(cipher, cipherKey(key), iv)
    const head = decryption.update(ciphertext)
    try {
      return join(head, decryption.final())
    } catch {
      return undefined
    }
  },

  hkdfSha256(secret, salt, info, length) {
    return new Uint8Array(crypto.hkdfSync('sha256', secret, salt, info, length))
  },

  encryptBlocks(key, blocks) {
    return blockCipherOf(key).update(blocks) as Bytes
  },

  sealGcm(key, nonce, aad, plaintext) {
    const encryption = crypto.createCipheriv('aes-256-gcm', cipherKey(key), nonce, GCM_OPTIONS)
    encryption.setAAD(aad)
    const ciphertext = encryption.update(plaintext)
    // In this mode everything has come out already; the tag is there only after it.
    encryption.final()
    return join(ciphertext, encryption.getAuthTag())
  },

  openGcm(key, nonce, aad, sealed) {
    const end = sealed.length - GCM_TAG_BYTES
    if (end < 0) return undefined
    const decryption = crypto.createDecipheriv('aes-256-gcm', cipherKey(key), nonce, GCM_OPTIONS)
    decryption.setAAD(aad)
    decryption.setAuthTag(sealed.subarray(end))
    const plaintext = decryption.update(sealed.subarray(0, end))
    try {
      // Throws for what is not authentic; until then nobody gets to see the plaintext.
      decryption.final()
      return plaintext as Bytes
    } catch {
      return undefined
    }
  },

  publish(message) {
    sessionEvents.publish(message)
  },
}

/**
 * The key of a cipher, as this version of Node takes it fastest. From 24 on raw bytes may cost 25 to 37 µs more a call (seen on 24.18
 * and 24.21); before that, making a KeyObject of them is 2 to 3 of the 16 µs in which a seal is opened.
 */
const cipherKey: (key: Bytes) => Bytes | crypto.KeyObject =
  Number.parseInt(process.versions.node, 10) >= 24
    ? (key) => crypto.createSecretKey(key)
    : (key) => key

/** A buffer that has its memory for itself, as plain bytes. */
function view(buffer: Buffer): Bytes {
  return new Uint8Array(buffer.buffer as ArrayBuffer, buffer.byteOffset, buffer.length)
}

function join(head: Buffer, tail: Buffer): Bytes {
  const joined = new Uint8Array(head.length + tail.length)
  joined.set(head)
  joined.set(tail, head.length)
  return joined
}

/** Without a subscriber, publishing is a comparison. */
const sessionEvents = channel('ironseal:session')

const GCM_TAG_BYTES = 16
// Without a fixed length Node takes tags of 4 bytes as well (CVE-2025-47275 was this mistake).
const GCM_OPTIONS = { authTagLength: GCM_TAG_BYTES }

const BLOCK_BYTES = 64

/**
 * HMAC (RFC 2104 §2) out of two hashes: 2 µs, where `createHmac` takes 4 to 5.
 *
 * In memory of its own that serves for every call, as nothing here waits: 4 kB at a time are too much for `Buffer`'s pool, and the
 * garbage collector then takes a tenth of sealing 3 kB.
 */
function hmacByHash(key: Bytes, data: Data): Bytes {
  for (let at = 0; at < BLOCK_BYTES; at++) {
    const byte = key[at] ?? 0
    inner[at] = byte ^ 0x36
    outer[at] = byte ^ 0x5c
  }
  const end = BLOCK_BYTES + lengthOf(data)
  if (typeof data === 'string') inner.write(data, BLOCK_BYTES)
  else inner.set(data, BLOCK_BYTES)
  // As text, because a Buffer of its own costs a microsecond more.
  outer.write(crypto.hash('sha256', inner.subarray(0, end), 'binary'), BLOCK_BYTES, 'latin1')
  const text = crypto.hash('sha256', outer, 'binary')
  inner.fill(0, 0, BLOCK_BYTES)
  outer.fill(0)
  const mac = new Uint8Array(HASH_BYTES)
  for (let at = 0; at < HASH_BYTES; at++) mac[at] = text.charCodeAt(at)
  return mac
}

function lengthOf(data: Data): number {
  return typeof data === 'string' ? Buffer.byteLength(data) : data.length
}

const HASH_BYTES = 32
/** The longest that a session can be. */
const MOST_HASHED_BYTES = 16 * 1024
const inner = Buffer.alloc(BLOCK_BYTES + MOST_HASHED_BYTES)
const outer = Buffer.alloc(BLOCK_BYTES + HASH_BYTES)

/**
 * Ciphers of single blocks have no state, so that one serves for every call: making it takes 4 µs, using it one. A WeakMap, so that
 * none outlives its key.
 */
const blockCiphers = new WeakMap<Bytes, crypto.Cipher>()

function blockCipherOf(key: Bytes): crypto.Cipher {
  const known = blockCiphers.get(key)
  if (known !== undefined) return known
  const fresh = crypto.createCipheriv('aes-256-ecb', cipherKey(key), null).setAutoPadding(false)
  blockCiphers.set(key, fresh)
  return fresh
}

/** Sessions use one round. Many, which only @hapi/iron's API can ask for, would hold up every other request. */
const MOST_ITERATIONS_AT_ONCE = 1000

function pbkdf2InBackground(
  password: Data,
  salt: Data,
  iterations: number,
  length: number,
): Promise<Bytes> {
  return new Promise((resolve, reject) => {
    crypto.pbkdf2(password, salt, iterations, length, 'sha1', (error, key) => {
      if (error) reject(error)
      else resolve(view(key))
    })
  })
}
