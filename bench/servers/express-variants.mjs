// Sessions that exist as middleware of Express. Their cookies are those that their own servers set.
import { COOKIE, PASSWORD } from '../data.mjs'
import { load } from '../peers/load.mjs'
import { nextNumber } from './answer.mjs'

/** @typedef {import('./answer.mjs').Variant} Variant */

/** @type {import('./answer.mjs').Use} */
function useProperties({ session }, _res, route) {
  if (route === 'untouched') return 230
  if (route === 'write') {
    session.user = { id: 230, admin: true }
    session.seen = nextNumber()
  }
  return session.user.id
}

/** @type {() => Promise<Variant>} */
export async function cookieSession() {
  const { default: create } = await load('cookie-session')
  return {
    name: 'cookie-session',
    pool: 'own',
    middleware: create({ name: COOKIE, keys: [PASSWORD] }),
    use: useProperties,
  }
}

/** @type {() => Promise<Variant>} */
export async function clientSessions() {
  const { default: create } = await load('client-sessions')
  return {
    name: 'client-sessions',
    pool: 'own',
    middleware: create({ cookieName: COOKIE, secret: PASSWORD }),
    use: useProperties,
  }
}

/** Its data stay in the memory of the server.
 *
 * @type {() => Promise<Variant>}
 */
export async function expressSession() {
  const { default: create } = await load('express-session')
  const middleware = create({
    name: COOKIE,
    secret: PASSWORD,
    resave: false,
    saveUninitialized: false,
  })
  return { name: 'express-session, memory', pool: 'own', middleware, use: useProperties }
}
