// A fetch handler on the API of iron-session, which runs wherever there are `Request` and `Response`.
import { applySession, withIronSession } from 'ironseal'
import * as iron from 'ironseal/iron'
import { getIronSession, sealData, unsealData } from 'ironseal/iron-session'

const password = 'a password of the framework tests, 32+'
const options = { password, cookieName: 'main', cookieOptions: { secure: false } }
const dropIn = { ...options, cookieName: 'drop-in' }

/** @type {Record<string, (request: Request, headers: Headers) => unknown>} */
const routes = {
  'GET /profile': async (request, headers) => {
    let reason
    const onUnsealError = (why) => (reason = why)
    const session = await getIronSession(request, headers, { ...options, onUnsealError })
    return { user: session.user ?? null, reason }
  },

  'POST /login': async (request, headers) => {
    const session = await getIronSession(request, headers, options)
    const { name } = await request.json()
    session.user = { name }
    await session.save()
    return {}
  },

  'POST /logout': async (request, headers) => {
    const session = await getIronSession(request, headers, options)
    session.destroy()
    return {}
  },

  // The functions of next-iron-session use two methods of a response and one header of a request.
  'POST /drop-in': async (request, headers) => {
    const [req, res] = nodeMessages(request, headers)
    await applySession(req, res, dropIn)
    req.session.set('count', (req.session.get('count') ?? 0) + 1)
    const line = await req.session.save()
    const wrapped = withIronSession(({ session }) => session.get('count'), dropIn)
    return { count: req.session.get('count'), line, seen: await wrapped(req, res) }
  },

  // Iron with given salts and initialization vectors is deterministic, so both directions can be compared.
  'POST /vectors': async (request) => {
    const { deterministic, released, mustReject, password: theirs } = await request.json()
    const failures = []
    const check = async (of, vector, compute, expected) => {
      const found = JSON.stringify(await compute().catch((error) => `threw ${error.message}`))
      if (found !== JSON.stringify(expected)) failures.push({ of, vector, found })
    }
    for (const vector of deterministic.filter(({ encryptionSalt }) => encryptionSalt)) {
      const { seal, plaintext, id, password: secret } = vector
      const data = JSON.parse(plaintext)
      const which = { tcId: vector.tcId }
      await check('seal', which, () => iron.seal(data, { id, secret }, fixed(vector)), seal)
      await check('unseal', which, () => iron.unseal(seal, { [id]: secret }, iron.defaults), data)
    }
    for (const { seal, password: secret, data, ...vector } of released) {
      const unseal = () => unsealData(seal, { password: { [seal.split('*')[1]]: secret }, ttl: 0 })
      // This API gives the data itself also where next-iron-session wrapped it.
      await check('released', vector, unseal, data.persistent ?? data)
    }
    for (const { seal, ...vector } of mustReject) {
      await check('rejected', vector, () => unsealData(seal, { password: theirs, ttl: 0 }), {})
    }
    const sealed = await sealData({ round: 'trip' }, { password, ttl: 60 })
    const unseal = () => unsealData(sealed, { password, ttl: 60 })
    await check('round trip', {}, unseal, { round: 'trip' })
    return { count: deterministic.length + released.length + mustReject.length, failures }
  },
}

/**
 * @param {Request} request
 * @returns {Promise<Response>}
 */
export async function handle(request) {
  const headers = new Headers({ 'content-type': 'application/json' })
  const route = routes[`${request.method} ${new URL(request.url).pathname}`]
  if (!route) return new Response('{}', { status: 404, headers })
  try {
    const body = JSON.stringify(await route(request, headers))
    return new Response(body, { headers })
  } catch (error) {
    return new Response(JSON.stringify({ error: String(error?.stack ?? error) }), { status: 500 })
  }
}

/** @param {{ encryptionSalt: string, integritySalt: string, iv: string }} vector */
function fixed({ encryptionSalt, integritySalt, iv }) {
  const bytes = Uint8Array.from(iv.match(/../g) ?? [], (hex) => Number.parseInt(hex, 16))
  return {
    ...iron.defaults,
    encryption: { ...iron.defaults.encryption, salt: encryptionSalt, iv: bytes },
    integrity: { ...iron.defaults.integrity, salt: integritySalt },
  }
}

function nodeMessages(request, headers) {
  const req = { headers: { cookie: request.headers.get('cookie') ?? undefined } }
  const res = {
    getHeader: (name) => (name === 'set-cookie' ? headers.getSetCookie() : undefined),
    setHeader(name, lines) {
      headers.delete(name)
      for (const line of lines) headers.append(name, line)
    },
  }
  return [req, res]
}
