import { ironSession } from 'ironseal'
import { createRouter, expressWrapper } from 'next-connect'
import { readJson, sendError, sendFile, sendJson } from './messages.js'
import { sessionOptions } from './session.js'

const api = createRouter()

// The wrapper turns `next(error)` of Connect into what next-connect understands.
api.use(expressWrapper(ironSession(sessionOptions)))

api.get('/user', (req, res) => {
  sendJson(res, 200, { user: req.session.get('user') ?? null })
})

api.post('/login', async (req, res) => {
  const { name } = await readJson(req)
  // Here a password would be checked.
  if (typeof name !== 'string' || name.trim() === '' || name.length > 40) {
    sendJson(res, 400, { error: 'A name has between 1 and 40 characters.' })
    return
  }
  const user = { name: name.trim(), since: new Date().toISOString() }
  req.session.set('user', user)
  await req.session.save()
  sendJson(res, 200, { user })
})

api.post('/logout', async (req, res) => {
  await readJson(req)
  req.session.destroy()
  sendJson(res, 200, { user: null })
})

export const router = createRouter()
  .get('/', (req, res) => sendFile(res, 'index.html', 'text/html'))
  .get('/page.js', (req, res) => sendFile(res, 'page.js', 'text/javascript'))
  .get('/style.css', (req, res) => sendFile(res, 'style.css', 'text/css'))
  .get('/mark.svg', (req, res) => sendFile(res, 'mark.svg', 'image/svg+xml'))
  .use('/api', api)
  .handler({
    onError: sendError,
    onNoMatch: (req, res) => sendJson(res, 404, { error: 'There is nothing here.' }),
  })
