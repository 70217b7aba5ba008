// Express 4, where a handler passes its own errors on; `ironSession` passes on those of the session.
import { createServer } from 'node:http'
import express from 'express4'
import * as library from 'ironseal/express'
import { answer, brokenOptions, countError, createRoutes, listen, options } from './routes.cjs'

/** What applications on Express 4 wrap their asynchronous handlers in. */
const forwarding = (handler) => async (req, res, next) => {
  try {
    await handler(req, res, next)
  } catch (error) {
    next(error)
  }
}

const app = express()
app.use('/broken-middleware', library.ironSession(brokenOptions))
app.use(library.ironSession(options))
for (const [route, handler] of Object.entries(createRoutes(library))) {
  const [method, path] = route.split(' ')
  // A handler that is not asynchronous throws into the hands of Express itself.
  app[method.toLowerCase()](path, path === '/throw-at-once' ? handler : forwarding(handler))
}
app.use((_req, res) => answer(res, {}, 404))
app.use((error, _req, res, next) => {
  countError(error)
  if (res.headersSent) next(error)
  else answer(res, { error: error.message }, 500)
})
// Whoever calls `next(error)` a second time gets here: the handler before this one is used up.
app.use((error, _req, _res, _next) => countError(new Error(`again: ${error.message}`)))

listen(createServer(app))
