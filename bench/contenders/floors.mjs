// The least that the platform lets one do: what it costs to be a seal at all.
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'
import { COOKIE } from '../data.mjs'
import { jarOf } from './pretend.mjs'

/** @typedef {import('./library.mjs').CreateLibrary} CreateLibrary */

// Key objects: on some versions of Node bytes given as a key cost thirty microseconds more.
const key = createSecretKey(randomBytes(32))
const macKey = createSecretKey(randomBytes(32))

/** JSON, 24 random bytes, one direct call of AES-256-GCM, base64url.
 *
 * @type {CreateLibrary}
 */
export async function gcm(data) {
  return {
    seal() {
      const nonce = randomBytes(24)
      const cipher = createCipheriv('aes-256-gcm', key, nonce.subarray(12))
      const text = cipher.update(JSON.stringify(data), 'utf8')
      cipher.final()
      return Buffer.concat([nonce, text, cipher.getAuthTag()]).toString('base64url')
    },
    unseal(seal) {
      const bytes = Buffer.from(seal, 'base64url')
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(12, 24))
      decipher.setAuthTag(bytes.subarray(-16))
      const text = decipher.update(bytes.subarray(24, -16))
      decipher.final()
      return JSON.parse(text.toString())
    },
  }
}

/**
 * The compact format by hand, without anything that could be left out: a key for each seal, what the seal is bound to, its times, and
 * base64url that is spelled in one way alone.
 *
 * @type {CreateLibrary}
 */
export async function xaes(data) {
  const head = Buffer.concat([Buffer.of(0xb1), randomBytes(16)])
  const additional = Buffer.concat([head, Buffer.from('for a session of this name')])
  const blocks = createCipheriv('aes-256-ecb', key, null).setAutoPadding(false)
  const mask = blocks.update(Buffer.alloc(16))
  /** @param {Buffer} nonce */
  const keyFor = (nonce) => {
    const derivation = Buffer.alloc(32)
    for (const [at, counter] of [1, 2].entries()) {
      derivation.set([0, counter, 0x58, 0], at * 16)
      nonce.copy(derivation, at * 16 + 4, 0, 12)
      for (let byte = 0; byte < 16; byte++) {
        derivation[at * 16 + byte] = (derivation[at * 16 + byte] ?? 0) ^ (mask[byte] ?? 0)
      }
    }
    return blocks.update(derivation)
  }
  const options = { authTagLength: 16 }
  return {
    seal() {
      const nonce = randomBytes(24)
      const json = JSON.stringify(data)
      const plaintext = Buffer.allocUnsafe(15 + Buffer.byteLength(json))
      plaintext[0] = 0
      plaintext.writeUIntBE(Date.now(), 1, 6)
      plaintext.writeUIntBE(0, 7, 4)
      plaintext.writeUInt32BE(1_209_600, 11)
      plaintext.write(json, 15)
      const cipher = createCipheriv('aes-256-gcm', keyFor(nonce), nonce.subarray(12), options)
      cipher.setAAD(additional)
      const text = cipher.update(plaintext)
      cipher.final()
      return Buffer.concat([head, nonce, text, cipher.getAuthTag()]).toString('base64url')
    },
    unseal(seal) {
      const bytes = Buffer.from(seal, 'base64url')
      if (bytes.toString('base64url') !== seal) throw new Error('another spelling')
      if (!bytes.subarray(0, 17).equals(head)) throw new Error('another key')
      const nonce = bytes.subarray(17, 41)
      const opening = createDecipheriv('aes-256-gcm', keyFor(nonce), nonce.subarray(12), options)
      opening.setAAD(additional)
      opening.setAuthTag(bytes.subarray(-16))
      const plaintext = opening.update(bytes.subarray(41, -16))
      opening.final()
      const ends = plaintext.readUIntBE(1, 6) + plaintext.readUInt32BE(11) * 1000
      if (ends < Date.now()) throw new Error('over')
      return JSON.parse(plaintext.toString('utf8', 15))
    },
  }
}

/** JSON, AES-256-CBC and HMAC-SHA-256 with keys that are there already, base64url: Iron without its key derivation.
 *
 * @type {CreateLibrary}
 */
export async function cbcWithHmac(data) {
  return {
    seal() {
      const iv = randomBytes(16)
      const cipher = createCipheriv('aes-256-cbc', key, iv)
      const text = Buffer.concat([cipher.update(JSON.stringify(data), 'utf8'), cipher.final()])
      const body = `${iv.toString('base64url')}*${text.toString('base64url')}`
      return `${body}*${createHmac('sha256', macKey).update(body).digest('base64url')}`
    },
    unseal(seal) {
      const [iv = '', text = '', mac = ''] = seal.split('*')
      const expected = createHmac('sha256', macKey).update(`${iv}*${text}`).digest()
      if (!timingSafeEqual(expected, Buffer.from(mac, 'base64url'))) throw new Error('bad MAC')
      const decipher = createDecipheriv('aes-256-cbc', key, Buffer.from(iv, 'base64url'))
      const json = Buffer.concat([decipher.update(text, 'base64url'), decipher.final()])
      return JSON.parse(json.toString())
    },
  }
}

/** A cookie that is found in a map, and its JSON parsed: a session that is remembered. Behind a promise, as `open` is.
 *
 * @type {CreateLibrary}
 */
export async function memory(data, size) {
  const json = JSON.stringify(data)
  /** @type {Map<string, string>} */
  const known = new Map()
  return {
    pool: `session/${size}`,
    seal: () => json,
    async unseal(cookie) {
      const jar = jarOf(cookie)
      const seal = jar.read(COOKIE) ?? ''
      if (!known.has(seal)) known.set(seal, json)
      return JSON.parse(known.get(seal) ?? '').user
    },
  }
}
