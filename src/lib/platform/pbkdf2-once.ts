import type { Bytes } from './platform.ts'
import { BLOCK_BYTES, compress, initialize, state, STATE_WORDS, words } from './sha1.ts'

/*
 * PBKDF2-HMAC-SHA-1 of a single round (RFC 8018 §5.2), which is how Iron makes its keys. The platform takes 5 to 8 µs for it on
 * Node 20, 50 µs on Node 24 and 260 µs in Web Crypto, four times for a seal and its opening; this takes about one.
 *
 * No branch and no index depends on a password or a salt, only on lengths.
 */

/** The states of HMAC's two hashes after their first block: the half of the work that depends on the password alone. */
export interface HmacStates {
  readonly inner: Int32Array
  readonly outer: Int32Array
}

const BLOCK_WORDS = 16
const DIGEST_BYTES = STATE_WORDS * 4
const COUNTER_BYTES = 4

/** The end of a message with its padding takes one block or two. */
const end = new Uint8Array(2 * BLOCK_BYTES)
const beforeEnd = new Int32Array(STATE_WORDS)

/** Derives bytes from a salt and a password whose states were prepared. */
export function pbkdf2Once({ inner, outer }: HmacStates, salt: Uint8Array, length: number): Bytes {
  const derived = new Uint8Array(length)
  // Every output block hashes the salt and a counter: the whole blocks of the salt are the same for all.
  const whole = salt.length - (salt.length % BLOCK_BYTES)
  state.set(inner)
  absorb(salt, whole)
  beforeEnd.set(state)
  const endLength = salt.length - whole + COUNTER_BYTES
  const endBytes = writeEnd(salt, whole, endLength, BLOCK_BYTES + whole)
  for (let block = 1; (block - 1) * DIGEST_BYTES < length; block++) {
    writeInt32(end, endLength - COUNTER_BYTES, block)
    state.set(beforeEnd)
    absorb(end, endBytes)
    finishOuter(outer)
    writeDigest(derived, (block - 1) * DIGEST_BYTES)
  }
  words.fill(0)
  return derived
}

/** Prepares a password: HMAC's key, hashed first if it is longer than a block (RFC 2104 §2). */
export function prepareHmac(password: Uint8Array): HmacStates {
  const key = password.length > BLOCK_BYTES ? sha1(password) : password
  return { inner: stateAfterPad(key, 0x36), outer: stateAfterPad(key, 0x5c) }
}

function stateAfterPad(key: Uint8Array, pad: number): Int32Array {
  const block = new Uint8Array(BLOCK_BYTES).fill(pad)
  for (let at = 0; at < key.length; at++) block[at] = pad ^ (key[at] as number)
  initialize()
  absorb(block, BLOCK_BYTES)
  return state.slice()
}

function sha1(message: Uint8Array): Uint8Array {
  const whole = message.length - (message.length % BLOCK_BYTES)
  initialize()
  absorb(message, whole)
  absorb(end, writeEnd(message, whole, message.length - whole, whole))
  const digest = new Uint8Array(DIGEST_BYTES)
  writeDigest(digest, 0)
  return digest
}

/** HMAC's second hash: of the first one's digest, which is in `state`; its result takes that one's place. */
function finishOuter(outer: Int32Array): void {
  words.set(state)
  words[STATE_WORDS] = 0x80 << 24
  words.fill(0, STATE_WORDS + 1, BLOCK_WORDS - 1)
  words[BLOCK_WORDS - 1] = (BLOCK_BYTES + DIGEST_BYTES) * 8
  state.set(outer)
  compress()
}

/** Takes whole blocks into the state, the first `length` bytes. */
function absorb(blocks: Uint8Array, length: number): void {
  for (let block = 0; block < length; block += BLOCK_BYTES) {
    for (let word = 0; word < BLOCK_WORDS; word++) words[word] = readInt32(blocks, block + word * 4)
    compress()
  }
}

/**
 * Writes the last bytes of a message into `end`, as far as there are any, and SHA-1's padding behind them.
 *
 * @param length How many bytes there are from `from` on, those that are written later included.
 * @param before How many bytes were hashed before them.
 * @returns how long `end` is then.
 */
function writeEnd(message: Uint8Array, from: number, length: number, before: number): number {
  const size = length < BLOCK_BYTES - 8 ? BLOCK_BYTES : 2 * BLOCK_BYTES
  end.fill(0)
  end.set(message.subarray(from))
  end[length] = 0x80
  // Messages of more than 512 MB would need the upper half of the length too.
  writeInt32(end, size - 4, (before + length) * 8)
  return size
}

function writeDigest(into: Uint8Array, at: number): void {
  for (let byte = 0; byte < DIGEST_BYTES && at + byte < into.length; byte++) {
    into[at + byte] = (state[byte >> 2] as number) >>> (24 - 8 * (byte & 3))
  }
}

function readInt32(bytes: Uint8Array, at: number): number {
  return (
    ((bytes[at] as number) << 24) |
    ((bytes[at + 1] as number) << 16) |
    ((bytes[at + 2] as number) << 8) |
    (bytes[at + 3] as number)
  )
}

function writeInt32(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value >>> 24
  bytes[at + 1] = value >>> 16
  bytes[at + 2] = value >>> 8
  bytes[at + 3] = value
}
