// Node's own server and `withIronSession`, in CommonJS.
'use strict'
const { createServer } = require('node:http')
const library = require('ironseal')
const { answer, countError, createRoutes, listen, options } = require('./routes.cjs')

const routes = createRoutes(library)
const handle = library.withIronSession((req, res) => {
  const route = routes[`${req.method} ${req.url}`]
  return route ? route(req, res) : answer(res, {}, 404)
}, options)

listen(
  createServer((req, res) => {
    handle(req, res).catch((error) => {
      countError(error)
      if (!res.headersSent) answer(res, { error: error.message }, 500)
    })
  }),
)
