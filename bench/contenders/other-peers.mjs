// Libraries with formats of their own: JWE, libsodium, AES with a signature, and one that only signs.
import { COOKIE, PASSWORD } from '../data.mjs'
import { load } from '../peers/load.mjs'
import { lastCookie, pretendExchange } from './pretend.mjs'

/** @typedef {import('./library.mjs').CreateLibrary} CreateLibrary */

const TTL = 1_209_600

/** @type {CreateLibrary} */
export async function authCore(data) {
  const { encode, decode } = await load('@auth/core/jwt')
  const options = { secret: PASSWORD, salt: COOKIE, maxAge: TTL }
  return {
    seal: () => encode({ ...options, token: { ...data } }),
    unseal: (token) => decode({ ...options, token }),
  }
}

/** @type {CreateLibrary} */
export async function joseJwe(data) {
  const { EncryptJWT, jwtDecrypt } = await load('jose')
  const key = Buffer.from(PASSWORD).subarray(0, 32)
  const header = { alg: 'dir', enc: 'A256GCM' }
  return {
    seal: () =>
      new EncryptJWT(data)
        .setProtectedHeader(header)
        .setIssuedAt()
        .setExpirationTime('14d')
        .encrypt(key),
    unseal: (token) => jwtDecrypt(token, key),
  }
}

/** @type {CreateLibrary} */
export async function clientSessions(data) {
  const { default: sessions } = await load('client-sessions')
  const options = { cookieName: COOKIE, secret: PASSWORD }
  return {
    seal: () => sessions.util.encode(options, data),
    unseal: (seal) => sessions.util.decode(options, seal),
  }
}

/** @type {CreateLibrary} */
export async function secureSession(data) {
  const { default: fastify } = await load('fastify')
  const { default: plugin } = await load('@fastify/secure-session')
  const app = fastify()
  await app.register(plugin, { key: Buffer.from(PASSWORD).subarray(0, 32), expiry: TTL })
  await app.ready()
  return {
    seal: () => app.encodeSecureSession(app.createSecureSession(data)),
    unseal: (seal) => app.decodeSecureSession(seal).get('user'),
  }
}

/** It reads and signs in its middleware, and nowhere else.
 *
 * @type {CreateLibrary}
 */
export async function cookieSession(data) {
  const { default: create } = await load('cookie-session')
  const middleware = create({ name: COOKIE, keys: [PASSWORD] })
  const next = () => {}
  return {
    seal() {
      const { req, res } = pretendExchange('')
      middleware(req, res, next)
      req.session = data
      res.writeHead(200)
      return lastCookie(res)
    },
    unseal(cookie) {
      const { req, res } = pretendExchange(cookie)
      middleware(req, res, next)
      return req.session.user
    },
  }
}
