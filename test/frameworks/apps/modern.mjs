// One application on the object of `createSessions`, in the framework that is named: `node modern.mjs express5`.
import { createServer } from 'node:http'
import { createSessions } from 'ironseal'
import * as library from 'ironseal/express'
import { answer, listen } from './routes.cjs'

const sessions = createSessions({
  password: 'the-password-of-the-modern-application-0',
  cookieName: 'modern',
  cookieOptions: { secure: false },
})

const routes = {
  '/login': async (req, res) => {
    await req.session.regenerate()
    req.session.set('user', { name: 'Ada' })
    answer(res, {})
  },
  '/profile': (req, res) =>
    answer(res, {
      name: req.session.get('user')?.name ?? null,
      visits: req.session.get('visits') ?? 0,
      reason: req.session.origin.reason ?? null,
    }),
  '/visit': (req, res) => {
    req.session.set('visits', (req.session.get('visits') ?? 0) + 1)
    answer(res, {})
  },
  '/untouched': (_req, res) => answer(res, {}),
  '/fail': (req, res) => {
    req.session.set('visits', 100)
    answer(res, {}, 500)
  },
  '/logout': async (req, res) => {
    await req.session.destroy()
    answer(res, {})
  },
  '/wrapped': library.withIronSession((req, res) => {
    req.session.set('wrapped', true)
    answer(res, { name: req.session.get('user')?.name ?? null })
  }, sessions),
}

const frameworks = {
  async express4() {
    const { default: express } = await import('express4')
    return express()
  },
  async express5() {
    const { default: express } = await import('express5')
    return express()
  },
  async connect() {
    const { default: connect } = await import('connect')
    return connect()
  },
}

const app = await frameworks[process.argv[2]]()
app.use(library.ironSession(sessions))
for (const [path, route] of Object.entries(routes)) {
  app.use(path, (req, res, next) => Promise.resolve(route(req, res)).catch(next))
}
listen(createServer(app))
