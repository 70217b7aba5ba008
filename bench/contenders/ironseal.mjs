// The built library, through the entries that users import.
import { createSessions, sealData as sealCompact, unsealData as unsealCompact } from 'ironseal'
import { seal as sealIron, unseal as unsealIron, defaults } from 'ironseal/iron'
import { sealData, unsealData } from 'ironseal/iron-session'
import { COOKIE, PASSWORD, PURPOSE } from '../data.mjs'
import { jarOf } from './pretend.mjs'

/** @typedef {import('./library.mjs').CreateLibrary} CreateLibrary */

const TTL = 1_209_600

/** @type {CreateLibrary} */
export async function iron(data, size) {
  const options = { password: PASSWORD, ttl: TTL }
  return {
    pool: `iron-session/${size}`,
    seal: () => sealData(data, options),
    unseal: (seal) => unsealData(seal, options),
  }
}

/** @type {CreateLibrary} */
export async function ironOfHapi(data, size) {
  const options = { ...defaults, ttl: TTL * 1000 }
  return {
    pool: `iron/${size}`,
    seal: () => sealIron(data, PASSWORD, options),
    unseal: (seal) => unsealIron(seal, PASSWORD, options),
  }
}

/** @type {CreateLibrary} */
export async function compact(data, size) {
  const options = { password: PASSWORD, purpose: PURPOSE }
  return {
    pool: `compact/${size}`,
    seal: () => sealCompact(data, options),
    unseal: (seal) => unsealCompact(seal, options),
  }
}

/** @type {CreateLibrary} */
export const session = (data, size) => sessionOf(data, `session/${size}`, ['compact'])

/** @type {CreateLibrary} */
export const ironFormatSession = (data, size) => sessionOf(data, `session-iron/${size}`, ['iron'])

/**
 * A whole session: the cookie is opened and looked at; or filled, sealed and written.
 *
 * @param {Record<string, unknown>} data
 * @param {string} pool
 * @param {('compact' | 'iron')[]} accept
 */
async function sessionOf(data, pool, accept) {
  const sessions = createSessions({ password: PASSWORD, cookieName: COOKIE, accept })
  const entries = Object.entries(data)
  return {
    pool,
    async seal() {
      const jar = jarOf(undefined)
      const handle = /** @type {any} */ (await sessions.open(jar))
      for (const [name, value] of entries) handle.set(name, value)
      await handle.save()
      return jar.written
    },
    /** @param {string} cookie */
    async unseal(cookie) {
      const handle = /** @type {any} */ (await sessions.open(jarOf(cookie)))
      return handle.get('user')
    },
  }
}
