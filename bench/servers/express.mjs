import { createServer } from 'node:http'
import { load } from '../peers/load.mjs'
import { ROUTES } from './answer.mjs'
import * as own from './express-variants.mjs'
import { nodeVariants } from './node.mjs'

/** @typedef {import('./answer.mjs').Variant} Variant */

/** @returns {Promise<Variant[]>} */
export const expressVariants = async () => [
  ...(await nodeVariants()),
  await own.cookieSession(),
  await own.clientSessions(),
  await own.expressSession(),
]

/**
 * @param {Variant} variant
 * @returns {Promise<import('node:http').Server>}
 */
export async function expressServer({ middleware, use }) {
  const { default: express } = await load('express')
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  if (middleware) app.use(middleware)
  for (const route of ROUTES) {
    app.get(`/${route}`, async (/** @type {any} */ req, /** @type {any} */ res) => {
      res.json({ id: await use(req, res, route) })
    })
  }
  return createServer(app)
}
