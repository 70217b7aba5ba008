// Node's own server and `applySession`, nothing else.
import { createServer } from 'node:http'
import * as library from 'ironseal'
import { answer, countError, createRoutes, listen, options } from './routes.cjs'

const routes = createRoutes(library)

listen(
  createServer(async (req, res) => {
    try {
      await library.applySession(req, res, options)
      const route = routes[`${req.method} ${req.url}`]
      if (route) await route(req, res)
      else answer(res, {}, 404)
    } catch (error) {
      countError(error)
      if (!res.headersSent) answer(res, { error: error.message }, 500)
    }
  }),
)
