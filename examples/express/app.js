import { fileURLToPath } from 'node:url'
import express from 'express'
import { ironSession, isSessionError } from 'ironseal'
import { account } from './lib/account.js'
import { errorPage, homePage, notFoundPage } from './lib/pages.js'
import { sessionOptions } from './lib/session.js'
import { visits } from './lib/visits.js'

export const app = express()
app.disable('x-powered-by')

// Before the session: a style sheet has no use for it.
app.use(express.static(fileURLToPath(new URL('public', import.meta.url))))
app.use(express.urlencoded({ extended: false, limit: '10kb' }))
app.use(refuseForeignForms)
app.use(ironSession(sessionOptions))
app.use(keepPrivate)

app.get('/', (req, res) => {
  res.send(homePage(req))
})
app.use(account)
app.use(visits)

// What does not fit into a cookie is an error before anything is sent, not a cookie that browsers drop.
app.get('/too-big', async (req, res) => {
  req.session.set('diary', 'Dear diary, '.repeat(400))
  await req.session.save()
  res.send('never reached')
})

app.use((req, res) => {
  res.status(404).send(notFoundPage(req))
})

// Express 5 hands over what an asynchronous handler rejects with; `ironSession` does so for the session.
app.use((error, req, res, next) => {
  if (res.headersSent) return next(error)
  const status = error.status ?? 500
  if (status >= 500)
    console.error(isSessionError(error) ? `${error.message}\n${error.hint}` : error)
  res.status(status).send(errorPage(req, status, error))
})

/** A form on another site could otherwise log our visitors in or out. Browsers say where a request comes from. */
function refuseForeignForms(req, res, next) {
  const from = req.get('sec-fetch-site') ?? 'same-origin'
  if (req.method === 'GET' || from === 'same-origin') next()
  else res.status(403).send(errorPage(req, 403, new Error('This form came from another site.')))
}

/** A page that depends on the session must not come out of a cache for somebody else. */
function keepPrivate(req, res, next) {
  res.set('Cache-Control', 'private, no-store')
  next()
}
