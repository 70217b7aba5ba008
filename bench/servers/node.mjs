import { createServer } from 'node:http'
import { routeOf } from './answer.mjs'
import * as variants from './variants.mjs'

/** @typedef {import('./answer.mjs').Variant} Variant */

/** @returns {Promise<Variant[]>} */
export const nodeVariants = async () => [
  variants.noSession(),
  variants.ironsealCompact(),
  variants.ironsealIron(),
  await variants.ironSession9(),
  await variants.nextIronSession(),
  variants.floorCompact(),
  variants.floorIron(),
]

/**
 * @param {Variant} variant
 * @returns {Promise<import('node:http').Server>}
 */
export async function nodeServer({ middleware, use }) {
  /** @type {(req: any, res: any) => Promise<void>} */
  const answer = async (req, res) => {
    const id = await use(req, res, routeOf(req.url))
    res.setHeader('content-type', 'application/json')
    res.end(JSON.stringify({ id }))
  }
  return createServer((req, res) => {
    if (middleware) middleware(req, res, () => answer(req, res))
    else void answer(req, res)
  })
}
