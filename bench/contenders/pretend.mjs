import { COOKIE } from '../data.mjs'

/**
 * What a library needs of a request and its response, without the cost of a connection.
 *
 * @param {string} cookie
 */
export function pretendExchange(cookie) {
  /** @type {Record<string, any>} */
  const headers = {}
  /** @type {Record<string, any>} */
  const req = {
    method: 'GET',
    url: '/',
    headers: { host: 'localhost' },
    socket: {},
    connection: {},
  }
  if (cookie !== '') req.headers.cookie = cookie
  const res = {
    headersSent: false,
    req,
    headers,
    /** @param {string} name */
    getHeader: (name) => headers[name.toLowerCase()],
    /**
     * @param {string} name
     * @param {unknown} value
     */
    setHeader(name, value) {
      headers[name.toLowerCase()] = value
    },
    /** @param {number} _status */
    writeHead(_status) {},
    once() {},
  }
  return { req, res }
}

/**
 * The `name=value` that a response would set.
 *
 * @param {{ headers: Record<string, any> }} res
 * @returns {string}
 */
export const lastCookie = ({ headers }) =>
  [headers['set-cookie']]
    .flat()
    .map((/** @type {string} */ line) => line.split(';')[0])
    .join('; ')

/**
 * A jar that holds the session cookie and no other.
 *
 * @param {string | undefined} value
 */
export function jarOf(value) {
  const jar = {
    written: '',
    /** @param {string} name */
    read: (name) => (name === COOKIE ? value : undefined),
    /**
     * @param {string} name
     * @param {string} text
     */
    write(name, text) {
      if (name === COOKIE) jar.written = text
    },
  }
  return jar
}
