/*
 * SHA-1's compression (FIPS 180-4 §6.1.2), for one use alone: Iron's key derivation (`pbkdf2-once.ts`). Nothing in it depends on the data
 * but the result.
 *
 * There is one state and one block for all. As constants they have bounds that V8 need not check, which saves a quarter of the time, and
 * 4 % of that of an Iron seal. Nobody gets in between, because everything here is synchronous and calls nobody else.
 *
 * Loops stay rolled. Written out as a whole it takes less than half of the time, once it is compiled; but the first call takes three times
 * as long, and the next thousand twice.
 */

/** The bytes that are hashed at once, and the words of 32 bits that a state has. */
export const BLOCK_BYTES = 64
export const STATE_WORDS = 5
const EXPANDED_WORDS = 80

/** The state of the hash that is being computed. */
export const state: Int32Array = new Int32Array(STATE_WORDS)

/** The block that comes next, in its first 16 words; behind them is what `compress` makes of it. */
export const words: Int32Array = new Int32Array(EXPANDED_WORDS)

/** Makes the state that of a hash of nothing. */
export function initialize(): void {
  state[0] = 0x67452301
  state[1] = 0xefcdab89
  state[2] = 0x98badcfe
  state[3] = 0x10325476
  state[4] = 0xc3d2e1f0
}

/** Takes the block into the state. */
export function compress(): void {
  for (let t = 16; t < EXPANDED_WORDS; t++) {
    const mixed =
      (words[t - 3] as number) ^
      (words[t - 8] as number) ^
      (words[t - 14] as number) ^
      (words[t - 16] as number)
    words[t] = (mixed << 1) | (mixed >>> 31)
  }
  let a = state[0] as number
  let b = state[1] as number
  let c = state[2] as number
  let d = state[3] as number
  let e = state[4] as number
  let t = 0
  // A loop for each function, and sums cut to 32 bits: with one loop for all of them an Iron seal takes 5 % more instructions before it is
  // compiled, and 1 to 2 % more time afterwards.
  // Constants above 2^31 are written as what they are in 32 bits: as doubles they take four times as long.
  for (; t < 20; t++) {
    const sum =
      ((((a << 5) | (a >>> 27)) + (((d ^ (b & (c ^ d))) + 0x5a827999) | 0)) | 0) +
      ((e + (words[t] as number)) | 0)
    e = d
    d = c
    c = (b << 30) | (b >>> 2)
    b = a
    a = sum | 0
  }
  for (; t < 40; t++) {
    const sum =
      ((((a << 5) | (a >>> 27)) + (((b ^ c ^ d) + 0x6ed9eba1) | 0)) | 0) +
      ((e + (words[t] as number)) | 0)
    e = d
    d = c
    c = (b << 30) | (b >>> 2)
    b = a
    a = sum | 0
  }
  for (; t < 60; t++) {
    const sum =
      ((((a << 5) | (a >>> 27)) + ((((b & c) | (d & (b | c))) - 0x70e44324) | 0)) | 0) +
      ((e + (words[t] as number)) | 0)
    e = d
    d = c
    c = (b << 30) | (b >>> 2)
    b = a
    a = sum | 0
  }
  for (; t < EXPANDED_WORDS; t++) {
    const sum =
      ((((a << 5) | (a >>> 27)) + (((b ^ c ^ d) - 0x359d3e2a) | 0)) | 0) +
      ((e + (words[t] as number)) | 0)
    e = d
    d = c
    c = (b << 30) | (b >>> 2)
    b = a
    a = sum | 0
  }
  state[0] = (state[0] as number) + a
  state[1] = (state[1] as number) + b
  state[2] = (state[2] as number) + c
  state[3] = (state[3] as number) + d
  state[4] = (state[4] as number) + e
}
