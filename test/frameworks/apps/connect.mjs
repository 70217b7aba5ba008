// Connect, the middleware stack that Express grew out of.
import { createServer } from 'node:http'
import connect from 'connect'
import * as library from 'ironseal'
import { answer, brokenOptions, countError, createRoutes, listen, options } from './routes.cjs'

const routes = createRoutes(library)
const app = connect()
app.use('/broken-middleware', library.ironSession(brokenOptions))
app.use(library.ironSession(options))
app.use((req, res, next) => {
  const route = routes[`${req.method} ${req.url}`]
  if (!route) return answer(res, {}, 404)
  const result = route(req, res)
  if (result instanceof Promise) result.catch(next)
})
app.use((error, _req, res, next) => {
  countError(error)
  if (res.headersSent) next(error)
  else answer(res, { error: error.message }, 500)
})
// Whoever calls `next(error)` a second time gets here: the handler before this one is used up.
app.use((error, _req, _res, _next) => countError(new Error(`again: ${error.message}`)))

listen(createServer(app))
