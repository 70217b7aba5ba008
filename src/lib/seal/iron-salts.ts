import { encodeHex } from '../bytes/hex.ts'
import type { Platform } from '../platform/platform.ts'

/*
 * Random salts out of a pool: one call of the generator for 128 of them, where each by itself takes 4 µs of a seal's 20.
 *
 * For salts alone, which are public and only have to differ. A process that is forked or thawed from a snapshot would repeat them;
 * initialization vectors and nonces, which must never repeat, come from the generator one by one. Worker threads have a pool each.
 */

const SALT_BYTES = 32
const SALTS = 128

interface Pool {
  /** Salts as text, one behind the other. */
  text: string
  at: number
}

const pools = new WeakMap<Platform, Pool>()

/** A salt of so many bytes, as hexadecimal text. */
export function randomSalt(platform: Platform, bytes: number): string {
  if (bytes !== SALT_BYTES) return encodeHex(platform.randomBytes(bytes))
  let pool = pools.get(platform)
  if (pool === undefined) pools.set(platform, (pool = { text: '', at: 0 }))
  if (pool.at === pool.text.length) {
    pool.text = encodeHex(platform.randomBytes(SALT_BYTES * SALTS))
    pool.at = 0
  }
  const salt = pool.text.slice(pool.at, pool.at + SALT_BYTES * 2)
  pool.at += SALT_BYTES * 2
  return salt
}
