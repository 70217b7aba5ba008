import { createSessions, ironSession } from 'ironseal'
import { compactFormat, ironFormat } from '../contenders/by-hand.mjs'
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

/**
 * A session by hand, as middleware that saves by itself: opened when it is first looked at, with the headers that caches need, sealed when
 * headers are written. The least that does what ironseal's does.
 *
 * @param {string} format
 * @param {string} pool
 * @param {() => { seal: (data: any, sid?: Buffer) => string, unseal: (seal: string) => any }} createFormat
 * @returns {Variant}
 */
function byHand(format, pool, createFormat) {
  const { seal, unseal } = createFormat()
  return {
    name: `floor ${format}`,
    pool,
    middleware(req, res, next) {
      req.session = new SessionByHand(req, res, seal, unseal)
      next()
    },
    use(req, _res, route) {
      if (route === 'untouched') return 230
      if (route === 'write') req.session.set('seen', nextNumber())
      return req.session.get('user').id
    },
  }
}

/** @type {() => Variant} */
export const floorCompact = () =>
  byHand('compact', 'session/32', () =>
    compactFormat(PASSWORD, { purpose: 'session', name: COOKIE }),
  )

/** The data lie in the layout of next-iron-session.
 *
 * @type {() => Variant}
 */
export const floorIron = () =>
  byHand('Iron', 'session-iron/32', () => {
    const { seal, unseal } = ironFormat(PASSWORD)
    return {
      seal: (data) => seal({ persistent: data, flash: {} }),
      unseal: (text) => ({ data: unseal(text)?.data.persistent }),
    }
  })

class SessionByHand {
  #changed = false
  /** @type {any} */
  #opened

  /**
   * @param {any} req
   * @param {any} res
   * @param {(data: any, sid?: Buffer) => string} seal
   * @param {(seal: string) => any} unseal
   */
  constructor(req, res, seal, unseal) {
    this.req = req
    this.res = res
    this.seal = seal
    this.unseal = unseal
  }

  /** @param {string} name */
  get(name) {
    return this.#open().data[name]
  }

  /**
   * @param {string} name
   * @param {unknown} value
   */
  set(name, value) {
    this.#open().data[name] = value
    this.#changed = true
  }

  #open() {
    if (this.#opened) return this.#opened
    const { req, res, unseal } = this
    this.#opened = unseal((req.headers.cookie ?? '').slice(COOKIE.length + 1)) ?? { data: {} }
    res.setHeader('vary', 'Cookie')
    res.setHeader('cache-control', 'private, no-store')
    const { writeHead } = res
    res.writeHead = (/** @type {any[]} */ ...given) => {
      if (this.#changed) this.#save()
      return writeHead.apply(res, given)
    }
    return this.#opened
  }

  #save() {
    const { data, sid } = this.#opened
    const value = this.seal(data, sid)
    const present = this.res.getHeader('set-cookie') ?? []
    const line = `${COOKIE}=${value}; Max-Age=1209600; Path=/; HttpOnly; Secure; SameSite=Lax`
    this.res.setHeader('set-cookie', [...present, line])
  }
}
