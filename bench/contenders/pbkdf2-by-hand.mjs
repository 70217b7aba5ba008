// PBKDF2-HMAC-SHA-1 of one round over a salt of 64 ASCII letters: Iron's key derivation and nothing else.

/** @typedef {{ inner: Int32Array, outer: Int32Array }} States */

const words = new Int32Array(16)
const state = new Int32Array(5)
const afterSalt = new Int32Array(5)
const compress = unrolledCompression()
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

/**
 * Takes `words` into a state: the 80 rounds written out, with words and state in variables. It is slow to begin, and the fastest afterwards.
 *
 * @returns {(into: Int32Array) => void}
 */
function unrolledCompression() {
  const functions = [
    (/** @type {string[]} */ [b, c, d]) => `(${d} ^ (${b} & (${c} ^ ${d}))) + 0x5a827999`,
    (/** @type {string[]} */ [b, c, d]) => `(${b} ^ ${c} ^ ${d}) + 0x6ed9eba1`,
    (/** @type {string[]} */ [b, c, d]) => `((${b} & ${c}) | (${d} & (${b} | ${c}))) - 0x70e44324`,
    (/** @type {string[]} */ [b, c, d]) => `(${b} ^ ${c} ^ ${d}) - 0x359d3e2a`,
  ]
  const indices = [...Array(16).keys()]
  const lines = indices.map((index) => `let w${index} = words[${index}]`)
  let [a, b, c, d, e] = ['a', 'b', 'c', 'd', 'e']
  lines.push([a, b, c, d, e].map((name, index) => `let ${name} = into[${index}]`).join('\n'))
  for (let t = 0; t < 80; t++) {
    const word = `w${t % 16}`
    const mixed = [3, 8, 14, 16].map((before) => `w${(t + 80 - before) % 16}`).join(' ^ ')
    if (t >= 16) lines.push(`${word} = ${mixed}`, `${word} = (${word} << 1) | (${word} >>> 31)`)
    const sum = `(((${a} << 5) | (${a} >>> 27)) + ((${e} + ${word}) | 0)) | 0`
    lines.push(`${e} = ((${sum}) + ((${functions[Math.floor(t / 20)]?.([b, c, d])}) | 0)) | 0`)
    lines.push(`${b} = (${b} << 30) | (${b} >>> 2)`)
    ;[a, b, c, d, e] = [e, a, b, c, d]
  }
  lines.push(...[a, b, c, d, e].map((name, index) => `into[${index}] += ${name}`))
  return new Function('words', `return (into) => {\n${lines.join('\n')}\n}`)(words)
}
