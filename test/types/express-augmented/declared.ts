// An application that declares its session once, as the documentation of `ironseal/express` says.
import type { Application, Request, RequestHandler } from 'express'
import type { Application as Application4, RequestHandler as RequestHandler4 } from 'express4'
import {
  applySession,
  ironSession,
  type Session,
  type SessionOptions,
  withIronSession,
  type WithSession,
} from 'ironseal/express'

interface Data {
  user?: { id: number }
}

declare global {
  namespace Express {
    interface Request {
      session: Session<Data>
    }
  }
}

declare const options: SessionOptions
declare const app: Application
declare const app4: Application4

app.use(ironSession(options))
app4.use(ironSession(options))

app.get('/profile/:slug', async (req, res) => {
  const id: number | undefined = req.session.get('user')?.id
  await req.session.save()
  res.json({ id, slug: req.params.slug })
  // @ts-expect-error there is no such name
  req.session.get('usr')
})
app4.post('/login', (req, res, next) => {
  req.session.set('user', { id: 230 })
  req.session.save().then(() => res.redirect('/'), next)
  // @ts-expect-error the value has another type
  req.session.set('user', { id: '230' })
})

// The wrapper goes with it.
const own = withIronSession<Data>((req, res) => res.json(req.session.get('user')), options)
export const handler: RequestHandler = own
export const handler4: RequestHandler4 = own
app.get(
  '/a/:id',
  withIronSession<Data>((req: Request, res) => res.json(req.session.get('user')), options),
)
app.get(
  '/a/:id',
  withIronSession((req: WithSession<Request, Data>, res) => {
    res.json(req.session.get('user'))
  }, options),
)
export const late: RequestHandler = async (req, res, next) => {
  await applySession(req, res, options)
  await applySession<Data>(req, res, options)
  if (req.session.get('user')) next()
  // @ts-expect-error the request has a session of another type
  await applySession<{ cart: string[] }>(req, res, options)
}
