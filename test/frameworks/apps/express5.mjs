// Express 5, which passes what a handler rejects with to the error handler by itself.
import { createServer } from 'node:http'
import express from 'express5'
import * as library from 'ironseal/express'
import { answer, brokenOptions, countError, createRoutes, listen, options } from './routes.cjs'

const app = express()
app.use('/broken-middleware', library.ironSession(brokenOptions))
app.use(library.ironSession(options))
for (const [route, handler] of Object.entries(createRoutes(library))) {
  const [method, path] = route.split(' ')
  app[method.toLowerCase()](path, handler)
}
app.get(
  '/wrapped',
  library.withIronSession((req, res) => answer(res, req.session.get()), options),
)
app.get(
  '/wrapped-throw',
  library.withIronSession(() => Promise.reject(new Error('wrapped')), options),
)
app.use((_req, res) => answer(res, {}, 404))
app.use((error, _req, res, next) => {
  countError(error)
  if (res.headersSent) next(error)
  else answer(res, { error: error.message }, 500)
})
// Whoever calls `next(error)` a second time gets here: the handler before this one is used up.
app.use((error, _req, _res, _next) => countError(new Error(`again: ${error.message}`)))

listen(createServer(app))
