import { randomBytes } from 'node:crypto'
import { COOKIE } from '../data.mjs'

/** So many different headers: nobody may remember one and its fate. */
const HEADERS = 2000

/**
 * What an attacker, or an accident, sends as the Cookie header.
 *
 * @param {string} what
 * @param {Record<string, string[]>} pool
 * @returns {string[]}
 */
export function cookieHeaders(what, pool) {
  const small = pool['iron-session/32'] ?? []
  const big = pool['iron-session/3000'] ?? []
  switch (what) {
    case 'no cookie':
      return ['']
    case 'random 4 kB':
      return many(() => `${COOKIE}=${randomBytes(3000).toString('base64url')}`)
    case 'Iron, bad MAC':
      return small.slice(0, HEADERS).map((seal) => `${COOKIE}=${spoil(seal)}`)
    case 'Iron, bad MAC, 3.8 kB':
      return big.slice(0, HEADERS).map((seal) => `${COOKIE}=${spoil(seal)}`)
    case 'unknown password id':
      return small.slice(0, HEADERS).map((seal) => `${COOKIE}=${seal.replace('*1*', '*other*')}`)
    case 'compact, bad tag':
      return (pool['session/32'] ?? []).slice(0, HEADERS).map((seal) => `${COOKIE}=${spoil(seal)}`)
    case '16 kB header':
      return [cookies(16_000)]
    case '1 MB header':
      return [cookies(1_000_000)]
    default:
      throw new Error(`no garbage is called ${what}`)
  }
}

/** @param {() => string} make */
const many = (make) => Array.from({ length: HEADERS / 4 }, make)

/** Many cookies of others: analytics, consent, experiments.
 *
 * @param {number} size
 */
function cookies(size) {
  const pairs = []
  for (let i = 0; pairs.length * 50 < size; i++) {
    pairs.push(`_other_${String(i).padStart(6, '0')}=${'v'.repeat(34)}`)
  }
  return pairs.join('; ')
}

/** Alters a letter of the MAC in a way that stays canonical: neither the last nor the same letter.
 *
 * @param {string} seal
 */
function spoil(seal) {
  const end = seal.endsWith('~2') ? seal.length - 2 : seal.length
  const place = end - 10
  return seal.slice(0, place) + (seal[place] === 'A' ? 'B' : 'A') + seal.slice(place + 1)
}
