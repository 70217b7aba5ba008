// PBKDF2-HMAC-SHA-1 of one round over a salt of 64 ASCII letters: Iron's key derivation and nothing else.

/** @typedef {{ inner: Int32Array, outer: Int32Array }} States */

const words = new Int32Array(80)
const state = new Int32Array(5)
const afterSalt = new Int32Array(5)
const FIRST = Int32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0)

/**
 * The half of the work that depends on the password alone.
 *
 * @param {string} password of at most 64 bytes
 * @returns {States}
 */
export function prepare(password) {
  const bytes = Buffer.from(password)
  if (bytes.length > 64) throw new Error('a longer password has to be hashed first')
  /** @param {number} pad */
  const after = (pad) => {
    const block = Buffer.alloc(64, pad)
    for (const [at, byte] of bytes.entries()) block[at] = pad ^ byte
    for (let word = 0; word < 16; word++) words[word] = block.readInt32BE(word * 4)
    const result = FIRST.slice()
    compress(result)
    return result
  }
  return { inner: after(0x36), outer: after(0x5c) }
}

/**
 * A key of 32 bytes.
 *
 * @param {States} states
 * @param {string} salt
 */
export function deriveOnce({ inner, outer }, salt) {
  const derived = Buffer.allocUnsafe(40)
  for (let word = 0; word < 16; word++) {
    const from = word * 4
    words[word] =
      (salt.charCodeAt(from) << 24) |
      (salt.charCodeAt(from + 1) << 16) |
      (salt.charCodeAt(from + 2) << 8) |
      salt.charCodeAt(from + 3)
  }
  afterSalt.set(inner)
  compress(afterSalt)
  for (let block = 1; block <= 2; block++) {
    state.set(afterSalt)
    words[0] = block
    finish(1, 64 + 64 + 4)
    words.set(state)
    state.set(outer)
    finish(5, 64 + 20)
    for (let word = 0; word < 5; word++)
      derived.writeInt32BE(state[word] ?? 0, (block - 1) * 20 + word * 4)
  }
  return derived.subarray(0, 32)
}

/**
 * Pads what is in `words` up to `used`, and takes it into the state.
 *
 * @param {number} used
 * @param {number} bytes hashed in all
 */
function finish(used, bytes) {
  words[used] = 0x80 << 24
  words.fill(0, used + 1, 15)
  words[15] = bytes * 8
  compress(state)
}

/** @param {Int32Array} into */
function compress(into) {
  for (let t = 16; t < 80; t++) {
    const mixed = at(words, t - 3) ^ at(words, t - 8) ^ at(words, t - 14) ^ at(words, t - 16)
    words[t] = (mixed << 1) | (mixed >>> 31)
  }
  let a = at(into, 0)
  let b = at(into, 1)
  let c = at(into, 2)
  let d = at(into, 3)
  let e = at(into, 4)
  for (let t = 0; t < 80; t++) {
    let f
    if (t < 20) f = (((b & c) | (~b & d)) + 0x5a827999) | 0
    else if (t < 40) f = ((b ^ c ^ d) + 0x6ed9eba1) | 0
    else if (t < 60) f = (((b & c) | (b & d) | (c & d)) - 0x70e44324) | 0
    else f = ((b ^ c ^ d) - 0x359d3e2a) | 0
    const next = ((((a << 5) | (a >>> 27)) + f) | 0) + ((e + at(words, t)) | 0)
    e = d
    d = c
    c = (b << 30) | (b >>> 2)
    b = a
    a = next | 0
  }
  into[0] = at(into, 0) + a
  into[1] = at(into, 1) + b
  into[2] = at(into, 2) + c
  into[3] = at(into, 3) + d
  into[4] = at(into, 4) + e
}

/**
 * @param {Int32Array} list
 * @param {number} index
 */
function at(list, index) {
  return /** @type {number} */ (list[index])
}
