import { createSessions, ironSession } from 'ironseal'
import { gcm } from '../contenders/floors.mjs'
import { COOKIE, PASSWORD } from '../data.mjs'
import { load } from '../peers/load.mjs'
import { nextNumber } from './answer.mjs'

/** @typedef {import('./answer.mjs').Variant} Variant */

/** @type {() => Variant} */
export const noSession = () => ({ name: 'no session', pool: '', use: () => 230 })

/** The middleware of `createSessions`, which saves by itself.
 *
 * @type {() => Variant}
 */
export const ironsealCompact = () => ({
  name: 'ironseal compact',
  pool: 'session/32',
  middleware: ironSession(createSessions({ password: PASSWORD, cookieName: COOKIE })),
  use(req, _res, route) {
    if (route === 'untouched') return 230
    if (route === 'write') req.session.set('seen', nextNumber())
    return req.session.get('user').id
  },
})

/** The drop-in of next-iron-session.
 *
 * @type {() => Variant}
 */
export const ironsealIron = () => ({
  name: 'ironseal Iron',
  pool: 'session-iron/32',
  middleware: ironSession({ password: PASSWORD, cookieName: COOKIE }),
  use: useNextIronSession,
})

/** @type {() => Promise<Variant>} */
export async function nextIronSession() {
  const { ironSession: create } = await load('next-iron-session')
  return {
    name: 'next-iron-session',
    pool: 'session-iron/32',
    middleware: create({ password: PASSWORD, cookieName: COOKIE }),
    use: useNextIronSession,
  }
}

/** @type {import('./answer.mjs').Use} */
async function useNextIronSession(req, _res, route) {
  if (route === 'untouched') return 230
  const { id } = req.session.get('user')
  if (route === 'write') {
    req.session.set('seen', nextNumber())
    await req.session.save()
  }
  return id
}

/** As middleware in front of all routes, like the others.
 *
 * @type {() => Promise<Variant>}
 */
export async function ironSession9() {
  const { getIronSession } = await load('iron-session')
  const options = { password: PASSWORD, cookieName: COOKIE }
  return {
    name: 'iron-session 9',
    pool: 'iron-session/32',
    middleware(req, res, next) {
      getIronSession(req, res, options).then((/** @type {unknown} */ session) => {
        req.session = session
        next()
      }, next)
    },
    async use(req, _res, route) {
      if (route === 'untouched') return 230
      const { id } = req.session.user
      if (route === 'write') {
        req.session.seen = nextNumber()
        await req.session.save()
      }
      return id
    },
  }
}

/** What a session in a cookie takes at the least: the cookie found, one call of the cipher each way, a header.
 *
 * @type {() => Promise<Variant>}
 */
export async function floorGcm() {
  const { seal, unseal } = await gcm({ user: { id: 230, admin: true } }, 32)
  const prefix = `${COOKIE}=`
  return {
    name: 'floor AES-GCM',
    pool: 'own',
    use(req, res, route) {
      if (route === 'untouched') return 230
      const cookie = req.headers.cookie ?? ''
      const opened = /** @type {any} */ (cookie && unseal(cookie.slice(prefix.length)))
      if (route === 'write')
        res.setHeader('set-cookie', `${prefix}${seal()}; Path=/; HttpOnly; Secure`)
      return opened ? opened.user.id : 230
    },
  }
}
