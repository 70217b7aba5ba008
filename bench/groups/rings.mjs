import { createHash } from 'node:crypto'
import { createSessions } from 'ironseal'
import { unsealData } from 'ironseal/iron-session'
import { jarOf } from '../contenders/pretend.mjs'
import { COOKIE, PASSWORD } from '../data.mjs'
import { takeInTurn } from '../race/pool.mjs'

/**
 * Rings of so many passwords, of which the last one has to open: `compact 100`, `Iron 10`.
 *
 * @param {readonly string[]} names
 * @param {Record<string, string[]>} pool
 * @returns {import('../race/sample.mjs').Contender[]}
 */
export function ringContenders(names, pool) {
  return names.map((name) => {
    const [format, size] = name.split(' ')
    const passwords = [...Array.from({ length: Number(size) - 1 }, passwordOf), PASSWORD]
    return format === 'Iron' ? iron(name, passwords, pool) : compact(name, passwords, pool)
  })
}

/**
 * @param {string} name
 * @param {string[]} password
 * @param {Record<string, string[]>} pool
 */
function compact(name, password, pool) {
  const sessions = createSessions({ password, cookieName: COOKIE })
  return {
    name,
    inputs: takeInTurn(pool['session/32'] ?? []),
    most: 256,
    /** @param {string} cookie */
    async run(cookie) {
      const handle = /** @type {any} */ (await sessions.open(jarOf(cookie)))
      return handle.get('user')
    },
  }
}

/**
 * @param {string} name
 * @param {string[]} passwords
 * @param {Record<string, string[]>} pool
 */
function iron(name, passwords, pool) {
  const entries = passwords.toReversed().map((text, place) => [place + 1, text])
  const password = Object.fromEntries(entries)
  return {
    name,
    inputs: takeInTurn(pool['iron-session/32'] ?? []),
    most: 256,
    /** @param {string} seal */
    run: (seal) => unsealData(seal, { password }),
  }
}

/**
 * @param {unknown} _
 * @param {number} place
 */
const passwordOf = (_, place) => createHash('sha256').update(`ring ${place}`).digest('base64')
