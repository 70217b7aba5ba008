import { createHmac, createSecretKey, randomBytes } from 'node:crypto'
import { createSessions } from 'ironseal'
import { getIronSession } from 'ironseal/iron-session'
import { pretendExchange } from '../contenders/pretend.mjs'
import { COOKIE, PASSWORD } from '../data.mjs'
import { load } from '../peers/load.mjs'
import { takeInTurn } from '../race/pool.mjs'
import { cookieHeaders } from './cookie-headers.mjs'

/** @typedef {(req: any, res: any) => unknown} Read opens the session of a request and asks it for a value */

/**
 * Requests with cookies that nobody sealed, or none, each to be answered by a getter that touches the session.
 *
 * @param {string} what one of `cookieHeaders`; or `bytes`, and then the names say which: `ironseal: no cookie`
 * @param {readonly string[]} names
 * @param {Record<string, string[]>} pool
 * @returns {Promise<import('../race/sample.mjs').Contender[]>}
 */
export async function garbageContenders(what, names, pool) {
  const contenders = []
  for (const name of names) {
    const [reader = '', header = what] = name.split(': ')
    const headers = cookieHeaders(header, pool)
    const read = await READERS[reader]?.()
    if (!read) throw new Error(`nobody reads requests under the name ${name}`)
    const take = takeInTurn(headers)
    contenders.push({
      name,
      most: 256,
      inputs: (/** @type {number} */ count) => take(count).map(pretendExchange),
      run: (/** @type {ReturnType<typeof pretendExchange>} */ { req, res }) => read(req, res),
    })
  }
  return contenders
}

/** @type {Record<string, () => Promise<Read>>} */
const READERS = {
  async ironseal() {
    const accept = /** @type {const} */ (['compact', 'iron'])
    const sessions = createSessions({ password: PASSWORD, cookieName: COOKIE, accept })
    return async (req, res) => /** @type {any} */ (await sessions.open(req, res)).get('user')
  },
  async 'ironseal/iron-session'() {
    const options = { password: PASSWORD, cookieName: COOKIE }
    return async (req, res) => /** @type {any} */ (await getIronSession(req, res, options)).user
  },
  async 'iron-session 9'() {
    const { getIronSession: open } = await load('iron-session')
    const options = { password: PASSWORD, cookieName: COOKIE }
    return async (req, res) => (await open(req, res, options)).user
  },
  async 'next-iron-session'() {
    const { applySession } = await load('next-iron-session')
    const options = { password: PASSWORD, cookieName: COOKIE }
    return async (req, res) => {
      // It throws for some cookies, and leaves it to its user to go on.
      await applySession(req, res, options).catch(() => {})
      return req.session?.get('user')
    }
  },
  /** What has to happen at the least: a response that depends on the cookie is marked, and what claims to be a seal is authenticated. */
  async floor() {
    const key = createSecretKey(randomBytes(32))
    return async (req, res) => {
      const { cookie = '' } = req.headers
      const start = cookie.indexOf(`${COOKIE}=`)
      res.setHeader('vary', 'Cookie')
      if (start < 0) return undefined
      const end = cookie.lastIndexOf('*', cookie.lastIndexOf('*') - 1)
      const covered = cookie.slice(start + COOKIE.length + 1, end)
      const mac = createHmac('sha256', key).update(covered).digest('base64url')
      if (cookie.endsWith(mac)) throw new Error('nobody can forge a seal')
      return undefined
    }
  },
  /** The least that `getIronSession` gives: behind a promise, an object with three methods that no loop shows. */
  async 'floor of getIronSession'() {
    return async (req) => {
      const { cookie = '' } = req.headers
      const session = /** @type {any} */ (cookie.includes(`${COOKIE}=`) ? undefined : {})
      Object.defineProperty(session, 'save', { value: async () => cookie })
      Object.defineProperty(session, 'destroy', { value: () => cookie })
      Object.defineProperty(session, 'updateConfig', { value: () => cookie })
      return session.user
    }
  },
  async 'cookie-session'() {
    const { default: create } = await load('cookie-session')
    const middleware = create({ name: COOKIE, keys: [PASSWORD] })
    return (req, res) => {
      middleware(req, res, () => {})
      return req.session.user
    }
  },
}
