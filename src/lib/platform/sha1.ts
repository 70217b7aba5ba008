/*
 * SHA-1's compression (FIPS 180-4 §6.1.2), for one use alone: Iron's key derivation (`pbkdf2-once.ts`). Loops stay rolled, because
 * unrolled ones are too long for V8 to optimize (measured on Node 22), and nothing in it depends on the data but the result.
 */

/** Words of 32 bits: of the state, and of a block with its expansion. */
export const STATE_WORDS = 5
export const BLOCK_WORDS = 80

/** Sets a state to that of a hash of nothing. */
export function initialize(state: Int32Array): void {
  state[0] = 0x67452301
  state[1] = 0xefcdab89
  state[2] = 0x98badcfe
  state[3] = 0x10325476
  state[4] = 0xc3d2e1f0
}

/** Takes a block into the state; its 16 words are the first of `words`, and the rest is overwritten. */
export function compress(state: Int32Array, words: Int32Array): void {
  for (let t = 16; t < BLOCK_WORDS; t++) {
    const mixed = at(words, t - 3) ^ at(words, t - 8) ^ at(words, t - 14) ^ at(words, t - 16)
    words[t] = (mixed << 1) | (mixed >>> 31)
  }
  let a = at(state, 0)
  let b = at(state, 1)
  let c = at(state, 2)
  let d = at(state, 3)
  let e = at(state, 4)
  let t = 0
  // A loop for each function, and sums cut to 32 bits: with one loop for all of them an Iron seal takes 5 % more instructions before it is
  // compiled, and 1 to 2 % more time afterwards.
  // Constants above 2^31 are written as what they are in 32 bits: as doubles they take four times as long.
  for (; t < 20; t++) {
    const sum =
      ((((a << 5) | (a >>> 27)) + (((d ^ (b & (c ^ d))) + 0x5a827999) | 0)) | 0) +
      ((e + at(words, t)) | 0)
    e = d
    d = c
    c = (b << 30) | (b >>> 2)
    b = a
    a = sum | 0
  }
  for (; t < 40; t++) {
    const sum =
      ((((a << 5) | (a >>> 27)) + (((b ^ c ^ d) + 0x6ed9eba1) | 0)) | 0) + ((e + at(words, t)) | 0)
    e = d
    d = c
    c = (b << 30) | (b >>> 2)
    b = a
    a = sum | 0
  }
  for (; t < 60; t++) {
    const sum =
      ((((a << 5) | (a >>> 27)) + ((((b & c) | (d & (b | c))) - 0x70e44324) | 0)) | 0) +
      ((e + at(words, t)) | 0)
    e = d
    d = c
    c = (b << 30) | (b >>> 2)
    b = a
    a = sum | 0
  }
  for (; t < BLOCK_WORDS; t++) {
    const sum =
      ((((a << 5) | (a >>> 27)) + (((b ^ c ^ d) - 0x359d3e2a) | 0)) | 0) + ((e + at(words, t)) | 0)
    e = d
    d = c
    c = (b << 30) | (b >>> 2)
    b = a
    a = sum | 0
  }
  state[0] = at(state, 0) + a
  state[1] = at(state, 1) + b
  state[2] = at(state, 2) + c
  state[3] = at(state, 3) + d
  state[4] = at(state, 4) + e
}

function at(words: Int32Array, index: number): number {
  return words[index] as number
}
