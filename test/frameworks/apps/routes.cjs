// What every application of this folder serves, in terms of Node's `req` and `res` alone. CommonJS, so that the ESM and
// the CommonJS applications run the same lines.
'use strict'

const password = 'a password of the framework tests, 32+'
const cookieOptions = { secure: false }
const options = { password, cookieName: 'main', cookieOptions }
const cartOptions = { password, cookieName: 'cart', cookieOptions }
/** Too short, which shows when a cookie comes. */
const brokenOptions = { password: 'short', cookieName: 'broken', cookieOptions }

/** Somebody else's cookies, one of them beyond every grammar. They must arrive byte for byte. */
const FOREIGN = [
  'theme=dark; Path=/;HttpOnly',
  'odd=a b%zz=="; path=/x ;; SameSite=Lax',
  '=nameless',
]

/** How often the error handler was called, by message. */
const errors = {}

/** @param {Error} error */
function countError(error) {
  errors[error.message] = (errors[error.message] ?? 0) + 1
}

/**
 * The handlers by method and path.
 *
 * @param {{ applySession: Function }} library
 * @returns {Record<string, (req: any, res: any) => unknown>}
 */
function createRoutes({ applySession }) {
  return {
    'GET /profile': (req, res) => {
      const { session } = req
      answer(res, { user: session.get('user') ?? null, origin: session.origin })
    },

    'POST /login': async (req, res) => {
      const { name } = await bodyOf(req)
      req.session.set('user', { name })
      answer(res, { line: await req.session.save() })
    },

    'POST /logout': (req, res) => {
      req.session.destroy()
      answer(res, {})
    },

    // Reads, waits, reads again: what another request does in between must not show.
    'POST /count': async (req, res) => {
      const before = req.session.get('user')?.name
      req.session.set('count', (req.session.get('count') ?? 0) + 1)
      for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve))
      const { name } = await bodyOf(req)
      await req.session.save()
      const after = req.session.get('user')?.name
      answer(res, { sent: name, before, after, count: req.session.get('count') })
    },

    // A second session beside the first, under a name of its own.
    'POST /cart': async (req, res) => {
      const main = req.session
      await applySession(req, res, cartOptions)
      const cart = req.session
      const { item } = await bodyOf(req)
      const items = [...(cart.get('items') ?? []), item]
      cart.set('items', items)
      await cart.save()
      main.set('items', items.length)
      await main.save()
      answer(res, { user: main.get('user') ?? null, items, leaked: cart.get('user') ?? null })
    },

    'POST /others': async (req, res) => {
      res.setHeader('Set-Cookie', FOREIGN.slice(0, 2))
      req.session.set('user', { name: 'beside others' })
      await req.session.save()
      res.setHeader('set-cookie', [...res.getHeader('set-cookie'), FOREIGN[2]])
      answer(res, { foreign: FOREIGN })
    },

    'POST /others-one': async (req, res) => {
      res.setHeader('Set-Cookie', FOREIGN[0])
      req.session.destroy()
      answer(res, {})
    },

    // Too late: what save and destroy say is the rest of the body.
    'POST /late': async (req, res) => {
      res.write(' ')
      const told = []
      for (const method of ['save', 'destroy']) {
        try {
          await req.session[method]()
          told.push({ method })
        } catch (error) {
          told.push({ method, name: error.name, code: error.code, message: error.message })
        }
      }
      res.end(JSON.stringify({ told }))
    },

    'GET /throw': async (req) => {
      await req.session.get('user')
      throw new Error('thrown after the session was opened')
    },

    'GET /throw-at-once': () => {
      throw new Error('thrown at once')
    },

    'GET /broken': async (req, res) => {
      await applySession(req, res, brokenOptions)
      answer(res, {})
    },

    'GET /errors': (_req, res) => answer(res, errors),
  }
}

/** @param {any} res */
function answer(res, body, status = 200) {
  if (res.json) return res.status(status).json(body)
  res.statusCode = status
  res.setHeader('content-type', 'application/json')
  res.end(JSON.stringify(body))
}

/** @param {any} req */
async function bodyOf(req) {
  let text = ''
  for await (const chunk of req) text += chunk
  return JSON.parse(text || '{}')
}

/** Listens on loopback and prints the address, which the test waits for. */
function listen(server) {
  server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`))
}

module.exports = { answer, brokenOptions, cartOptions, countError, createRoutes, listen, options }
