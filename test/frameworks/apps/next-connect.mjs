// next-connect 1, where `next()` gives the promise of all that follows and takes no error.
import { createServer } from 'node:http'
import * as library from 'ironseal'
import { ironSession } from 'ironseal/iron-session'
import { createRouter, expressWrapper } from 'next-connect'
import { answer, brokenOptions, countError, createRoutes, listen, options } from './routes.cjs'

const router = createRouter()
router.use('/broken-middleware', expressWrapper(library.ironSession(brokenOptions)))
router.use(library.ironSession(options))
for (const [route, handler] of Object.entries(createRoutes(library))) {
  const [method, path] = route.split(' ')
  router[method.toLowerCase()](path, handler)
}
router.get('/broken-middleware', (_req, res) => answer(res, {}))
router.get('/iron-session', ironSession(options), async () => {
  throw new Error('thrown behind ironSession of iron-session')
})
const handler = router.handler({
  onNoMatch: (_req, res) => answer(res, {}, 404),
  onError: (error, _req, res) => {
    countError(error)
    if (!res.headersSent) answer(res, { error: error.message }, 500)
  },
})

listen(createServer(handler))
