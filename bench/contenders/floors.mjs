// The least that the platform lets one do, what it costs to be a seal at all; and what it costs to be one of ours.
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'
import { COOKIE, PASSWORD, PURPOSE } from '../data.mjs'
import { compactFormat, ironFormat } from './by-hand.mjs'
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
 * The compact format by hand, behind promises as `sealData` is.
 *
 * @type {CreateLibrary}
 */
export async function compact(data, size) {
  const format = compactFormat(PASSWORD, { purpose: `seal:${PURPOSE}`, name: '' })
  return {
    pool: `compact/${size}`,
    seal: async () => format.seal(data),
    unseal: async (seal) => format.unseal(seal),
  }
}

/**
 * Iron by hand, likewise.
 *
 * @type {CreateLibrary}
 */
export async function iron(data, size) {
  const format = ironFormat(PASSWORD)
  return {
    pool: `iron-session/${size}`,
    seal: async () => format.seal(data),
    unseal: async (seal) => format.unseal(seal)?.data,
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
