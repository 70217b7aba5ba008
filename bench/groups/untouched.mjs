import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import { createSessions, ironSession } from 'ironseal'
import { COOKIE, PASSWORD } from '../data.mjs'

/** @typedef {(req: any, res: any, next: () => void) => unknown} Middleware */

/** @type {Record<string, () => Middleware>} */
const MIDDLEWARE = {
  nothing: () => (_req, _res, next) => next(),
  'ironSession(sessions)': () =>
    ironSession(createSessions({ password: PASSWORD, cookieName: COOKIE })),
  'ironSession(options)': () => ironSession({ password: PASSWORD, cookieName: COOKIE }),
}

/**
 * Middleware of requests that never ask for their session.
 *
 * @param {readonly string[]} names
 * @param {Record<string, string[]>} pool
 * @returns {import('../race/sample.mjs').Contender[]}
 */
export function untouchedContenders(names, pool) {
  const cookie = `${COOKIE}=${pool['session/32']?.[0]}`
  return names.map((name) => {
    const middleware = MIDDLEWARE[name]?.()
    if (!middleware) throw new Error(`no middleware is called ${name}`)
    const trace = traceOf(middleware, cookie)
    if (trace !== '') process.stderr.write(`\n!! ${name} on an untouched route: ${trace}\n`)
    return {
      name,
      sync: true,
      // Node's own objects: what a property or a listener costs depends on what it is added to.
      inputs: (/** @type {number} */ count) =>
        Array.from({ length: count }, () => exchange(cookie)),
      run: (/** @type {ReturnType<typeof exchange>} */ { req, res }) => middleware(req, res, next),
      most: 2000,
    }
  })
}

const socket = new Socket()
const next = () => {}

/** @param {string} cookie */
function exchange(cookie) {
  const req = new IncomingMessage(socket)
  req.method = 'GET'
  req.url = '/'
  req.headers = { host: 'localhost', cookie }
  return { req, res: new ServerResponse(req) }
}

/**
 * What middleware leaves behind on a request that it should not have looked at.
 *
 * @param {Middleware} middleware
 * @param {string} cookie
 * @returns {string}
 */
function traceOf(middleware, cookie) {
  const { req, res } = exchange(cookie)
  let reads = 0
  const { headers } = req
  Object.defineProperty(req, 'headers', { get: () => (reads++, headers) })
  const before = new Set(Object.getOwnPropertyNames(res))
  const listeners = res.eventNames().length
  middleware(req, res, next)
  const traces = []
  if (reads > 0) traces.push(`reads the headers ${reads} times`)
  const added = Object.getOwnPropertyNames(res).filter((name) => !before.has(name))
  if (added.length > 0) traces.push(`hooks into ${added.join(', ')}`)
  if (res.eventNames().length > listeners) traces.push('listens to the response')
  if (res.getHeaderNames().length > 0) traces.push(`sets ${res.getHeaderNames().join(', ')}`)
  return traces.join('; ')
}
