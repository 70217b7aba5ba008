import { COOKIE, PASSWORD } from '../data.mjs'
import { load } from '../peers/load.mjs'
import { nextNumber, ROUTES } from './answer.mjs'
import * as variants from './variants.mjs'

/** @typedef {import('./answer.mjs').Variant} Variant */

const SECURE_SESSION = '@fastify/secure-session'

/** @returns {Promise<Variant[]>} */
export const fastifyVariants = async () => [
  variants.noSession(),
  variants.ironsealCompact(),
  variants.ironsealIron(),
  await variants.ironSession9(),
  { name: SECURE_SESSION, pool: 'own', use: useSecureSession },
]

/** @type {import('./answer.mjs').Use} */
function useSecureSession({ session }, _res, route) {
  if (route === 'untouched') return 230
  if (route === 'write') {
    session.set('user', { id: 230, admin: true })
    session.set('seen', nextNumber())
  }
  return session.get('user').id
}

/**
 * @param {Variant} variant
 * @returns {Promise<import('node:http').Server>}
 */
export async function fastifyServer({ name, middleware, use }) {
  const { default: fastify } = await load('fastify')
  const app = fastify()
  if (name === SECURE_SESSION) {
    const { default: plugin } = await load(SECURE_SESSION)
    const key = Buffer.from(PASSWORD).subarray(0, 32)
    await app.register(plugin, { key, cookieName: COOKIE, cookie: { path: '/' } })
  }
  if (middleware) {
    app.addHook(
      'onRequest',
      (/** @type {any} */ request, /** @type {any} */ reply, /** @type {() => void} */ done) => {
        middleware(request.raw, reply.raw, done)
      },
    )
  }
  for (const route of ROUTES) {
    app.get(`/${route}`, async (/** @type {any} */ request, /** @type {any} */ reply) => ({
      id: await use(middleware ? request.raw : request, reply, route),
    }))
  }
  await app.ready()
  return app.server
}
