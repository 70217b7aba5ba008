// What no target asks for, and a reader would: every library at every size.
import { SIZES } from '../data.mjs'

/** @typedef {import('./target.mjs').Cell} Cell */

const EVERY = [
  'ironseal compact',
  'ironseal Iron',
  'ironseal/iron',
  'iron-session 9',
  '@hapi/iron',
  '@auth/core',
  'jose',
  'client-sessions',
  '@fastify/secure-session',
  'cookie-session',
  'floor AES-GCM',
  'floor compact',
  'floor Iron',
  'floor AES-CBC + HMAC',
]
const COOKIES = ['next-iron-session', 'ironseal session', 'ironseal session, Iron']
const REREAD = ['ironseal session, re-read', 'ironseal session, Iron, re-read']
const READERS = [
  'ironseal',
  'ironseal/iron-session',
  'iron-session 9',
  'next-iron-session',
  'cookie-session',
]
const GARBAGE = [
  'no cookie',
  'random 4 kB',
  'Iron, bad MAC',
  'Iron, bad MAC, 3.8 kB',
  'compact, bad tag',
  'unknown password id',
  '16 kB header',
  '1 MB header',
]

/**
 * @param {string} operation
 * @param {number} size
 * @param {'one' | 'many'} mode
 */
function librariesOf(operation, size, mode) {
  const names = [...EVERY]
  // A session of 3 kB is more than a cookie holds.
  if (size <= 1000) names.push(...COOKIES, ...(operation === 'unseal' ? REREAD : []))
  // Its 8192 iterations would take longer than all others together.
  if (mode === 'one' && size === 32) names.push('h3')
  return names
}

/**
 * @param {boolean} quick the login alone
 * @returns {Cell[]}
 */
export function shownCells(quick) {
  const seals = ['seal', 'unseal'].flatMap((operation) =>
    SIZES.slice(0, quick ? 1 : SIZES.length).flatMap((size) =>
      /** @type {const} */ (['one', 'many']).flatMap((mode) =>
        cellsOf(`${operation}/${size}/${mode}`, librariesOf(operation, size, mode)),
      ),
    ),
  )
  if (quick) return seals
  return [...seals, ...GARBAGE.flatMap((what) => cellsOf(`garbage/${what}/one`, READERS))]
}

/**
 * @param {string} group
 * @param {readonly string[]} names
 * @returns {Cell[]}
 */
const cellsOf = (group, names) => names.map((name) => [group, name])
