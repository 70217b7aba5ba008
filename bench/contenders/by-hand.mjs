// The two formats written out by hand: all that they ask for, and nothing that makes a library. No choice of format, key, place or
// runtime, no options, no messages. What these cannot reach, nobody can who writes these formats.
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'
import { deriveOnce, prepare } from './pbkdf2-by-hand.mjs'

const TTL = 1_209_600
const LABEL = 'ironseal/seal/v1'
const VERSION = 0xb1
const HEAD = 17
const NONCE = 24
const TAG = 16
const SID = 16
const TIMES = 16
const GCM = { authTagLength: TAG }

/**
 * @typedef {object} Opened
 * @property {any} data
 * @property {Date} issuedAt
 * @property {Date} expiresAt
 * @property {string} json
 * @property {Buffer | undefined} sid
 */

/**
 * Compact seals of one password and one use (docs/spec/compact.md).
 *
 * @param {string} password
 * @param {{ purpose: string, name: string }} use
 */
export function compactFormat(password, { purpose, name }) {
  const salt = `${LABEL} extract`
  const kid = Buffer.from(hkdfSync('sha256', password, salt, `${LABEL} key id`, HEAD - 1))
  const key = Buffer.from(hkdfSync('sha256', password, salt, `${LABEL} xaes-256-gcm key`, 32))
  const head = Buffer.concat([Buffer.of(VERSION), kid])
  const additional = encodePieces([LABEL, head, purpose, name, ''])
  const blocks = createCipheriv('aes-256-ecb', key, null).setAutoPadding(false)
  const mask = doubled(blocks.update(Buffer.alloc(16)))

  /** @param {Buffer} nonce */
  const keyFor = (nonce) => {
    const input = Buffer.allocUnsafe(32)
    input.fill(0)
    input.writeUInt32BE(0x00_01_58_00, 0)
    input.writeUInt32BE(0x00_02_58_00, 16)
    nonce.copy(input, 4, 0, 12)
    nonce.copy(input, 20, 0, 12)
    for (let at = 0; at < 32; at++) input[at] = byteOf(input, at) ^ byteOf(mask, at & 15)
    return blocks.update(input)
  }

  return {
    /**
     * @param {unknown} data
     * @param {Buffer} [sid]
     */
    seal(data, sid) {
      const json = JSON.stringify(data)
      if (json.includes('__proto__')) throw new Error('a key that changes prototypes')
      const start = TIMES + (sid ? SID : 0)
      const plaintext = Buffer.allocUnsafe(start + Buffer.byteLength(json))
      plaintext[0] = sid ? 1 : 0
      plaintext.writeUIntBE(Date.now(), 1, 6)
      plaintext.fill(0, 7, 12)
      plaintext.writeUInt32BE(TTL, 12)
      sid?.copy(plaintext, TIMES)
      plaintext.write(json, start)
      const nonce = randomBytes(NONCE)
      const cipher = createCipheriv('aes-256-gcm', keyFor(nonce), nonce.subarray(12), GCM)
      cipher.setAAD(additional)
      const text = cipher.update(plaintext)
      cipher.final()
      return Buffer.concat([head, nonce, text, cipher.getAuthTag()]).toString('base64url')
    },

    /**
     * @param {string} seal
     * @returns {Opened | undefined}
     */
    unseal(seal) {
      const bytes = Buffer.from(seal, 'base64url')
      // One spelling alone.
      if (bytes.toString('base64url') !== seal || bytes.length < HEAD + NONCE + TAG + TIMES) return
      if (!bytes.subarray(0, HEAD).equals(head)) return
      const nonce = bytes.subarray(HEAD, HEAD + NONCE)
      const cipher = createDecipheriv('aes-256-gcm', keyFor(nonce), nonce.subarray(12), GCM)
      cipher.setAAD(additional)
      cipher.setAuthTag(bytes.subarray(-TAG))
      const plaintext = cipher.update(bytes.subarray(HEAD + NONCE, -TAG))
      try {
        cipher.final()
      } catch {
        return
      }
      const issued = plaintext.readUIntBE(1, 6) + plaintext.readUIntBE(7, 5)
      const ends = issued + plaintext.readUInt32BE(12) * 1000
      if (ends <= Date.now()) return
      const start = TIMES + (plaintext[0] === 1 ? SID : 0)
      const json = plaintext.toString('utf8', start)
      // No UTF-8, or a key that changes prototypes.
      if (json.includes('\uFFFD') || json.includes('__proto__')) return
      const sid = plaintext[0] === 1 ? plaintext.subarray(TIMES, start) : undefined
      return {
        data: JSON.parse(json),
        issuedAt: new Date(issued),
        expiresAt: new Date(ends),
        json,
        sid,
      }
    },
  }
}

const SALTS = 128
const IRON =
  /^Fe26\.2\*1\*([0-9a-f]{64})\*([\w-]{21}[AQgw])\*([\w-]+)\*([1-9][0-9]{0,15})\*([0-9a-f]{64})\*([\w-]{42}[AEIMQUYcgkosw048])(?:~2)?$/

/**
 * Iron seals of one password. Its key derivation is not left to the platform, which takes three times as long for it.
 *
 * @param {string} password
 */
export function ironFormat(password) {
  const states = prepare(password)
  let salts = ''
  let used = 0
  const nextSalt = () => {
    if (used === salts.length) {
      salts = randomBytes(32 * SALTS).toString('hex')
      used = 0
    }
    used += 64
    return salts.slice(used - 64, used)
  }

  return {
    /** @param {unknown} data */
    seal(data) {
      assertLossless(data)
      const salt = nextSalt()
      const iv = randomBytes(16)
      const cipher = createCipheriv('aes-256-cbc', deriveOnce(states, salt), iv)
      const text = Buffer.concat([cipher.update(JSON.stringify(data), 'utf8'), cipher.final()])
      const parts = `${iv.toString('base64url')}*${text.toString('base64url')}`
      const covered = `Fe26.2*1*${salt}*${parts}*${Date.now() + TTL * 1000}`
      const macSalt = nextSalt()
      return `${covered}*${macSalt}*${macOf(states, macSalt, covered).toString('base64url')}~2`
    },

    /**
     * @param {string} seal
     * @returns {Pick<Opened, 'data' | 'json'> | undefined}
     */
    unseal(seal) {
      const [, salt = '', iv = '', text = '', ends, macSalt = '', mac = ''] = IRON.exec(seal) ?? []
      if (mac === '') return
      const covered = seal.slice(0, seal.indexOf('*', seal.indexOf(`*${ends}*`) + 1))
      const claimed = Buffer.from(mac, 'base64url')
      if (!timingSafeEqual(macOf(states, macSalt, covered), claimed)) return
      const key = deriveOnce(states, salt)
      const cipher = createDecipheriv('aes-256-cbc', key, Buffer.from(iv, 'base64url'))
      const json = Buffer.concat([cipher.update(text, 'base64url'), cipher.final()]).toString()
      if (json.includes('\uFFFD') || json.includes('__proto__') || Number(ends) <= Date.now())
        return
      return { data: JSON.parse(json), json }
    },
  }
}

/**
 * @param {import('./pbkdf2-by-hand.mjs').States} states
 * @param {string} salt
 * @param {string} covered
 */
const macOf = (states, salt, covered) =>
  createHmac('sha256', deriveOnce(states, salt)).update(covered).digest()

/**
 * As iron-session 9 does: what JSON would change is refused.
 *
 * @param {unknown} value
 */
function assertLossless(value) {
  if (value === null || ['string', 'boolean'].includes(typeof value)) return
  if (typeof value === 'number' && Number.isFinite(value)) return
  if (typeof value !== 'object') throw new TypeError('JSON would change it')
  if (Array.isArray(value)) return value.forEach(assertLossless)
  const names = Object.keys(value)
  const others = Object.getOwnPropertySymbols(value).length
  if (others > 0 || Object.getOwnPropertyNames(value).length > names.length)
    throw new TypeError('JSON would leave something out')
  for (const name of names) assertLossless(/** @type {any} */ (value)[name])
}

/**
 * PASETO's pre-authentication encoding.
 *
 * @param {readonly (string | Buffer)[]} pieces
 */
function encodePieces(pieces) {
  /** @param {number} value */
  const le64 = (value) => {
    const bytes = Buffer.alloc(8)
    bytes.writeUInt32LE(value)
    return bytes
  }
  const parts = pieces.map((piece) => Buffer.from(piece))
  return Buffer.concat([le64(pieces.length), ...parts.flatMap((part) => [le64(part.length), part])])
}

/**
 * L doubled in GF(2^128), as CMAC does it.
 *
 * @param {Buffer} l
 */
function doubled(l) {
  const k1 = Buffer.alloc(16)
  for (let at = 0; at < 16; at++) k1[at] = (byteOf(l, at) << 1) | (byteOf(l, at + 1) >> 7)
  k1[15] = byteOf(k1, 15) ^ (0x87 * (byteOf(l, 0) >> 7))
  return k1
}

/**
 * @param {Buffer} bytes
 * @param {number} at
 */
const byteOf = (bytes, at) => bytes[at] ?? 0
