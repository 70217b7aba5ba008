// Libraries whose seals are Iron, or a relative of it.
import { COOKIE, PASSWORD } from '../data.mjs'
import { load } from '../peers/load.mjs'
import { lastCookie, pretendExchange } from './pretend.mjs'

/** @typedef {import('./library.mjs').CreateLibrary} CreateLibrary */

const TTL = 1_209_600

/** @type {CreateLibrary} */
export async function ironSession(data) {
  const { sealData, unsealData } = await load('iron-session')
  const options = { password: PASSWORD, ttl: TTL }
  return {
    seal: () => sealData(data, options),
    unseal: (seal) => unsealData(seal, options),
  }
}

/** It seals in `save` and unseals in `applySession`, and nowhere else.
 *
 * @type {CreateLibrary}
 */
export async function nextIronSession(data) {
  const { applySession } = await load('next-iron-session')
  const options = { password: PASSWORD, cookieName: COOKIE }
  const entries = Object.entries(data)
  return {
    async seal() {
      const { req, res } = pretendExchange('')
      await applySession(req, res, options)
      for (const [name, value] of entries) req.session.set(name, value)
      await req.session.save()
      return lastCookie(res)
    },
    async unseal(cookie) {
      const { req, res } = pretendExchange(cookie)
      await applySession(req, res, options)
      return req.session.get('user')
    },
  }
}

/** @type {CreateLibrary} */
export async function hapiIron(data) {
  const { default: Iron } = await load('@hapi/iron')
  const options = { ...Iron.defaults, ttl: TTL * 1000 }
  return {
    seal: () => Iron.seal(data, PASSWORD, options),
    unseal: (seal) => Iron.unseal(seal, PASSWORD, options),
  }
}

/** @type {CreateLibrary} */
export async function h3(data) {
  const { sealSession, unsealSession } = await load('h3')
  const config = { password: PASSWORD, maxAge: TTL, name: COOKIE }
  const event = () => ({
    context: { sessions: { [COOKIE]: { id: 'bench', createdAt: Date.now(), data } } },
  })
  return {
    seal: () => sealSession(event(), config),
    unseal: (seal) => unsealSession(event(), config, seal),
  }
}
