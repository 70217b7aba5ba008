import type { Application, NextFunction, Request, RequestHandler, Response } from 'express'
import type {
  Application as Application4,
  Request as Request4,
  RequestHandler as RequestHandler4,
  Response as Response4,
} from 'express4'
import { createSessions, ironSession as ironSessionOfTheRoot, type SessionHandle } from 'ironseal'
import {
  applySession,
  type Handler,
  ironSession,
  type Session,
  type SessionOptions,
  withIronSession,
  type WithSession,
  type WithSessionHandle,
} from 'ironseal/express'

interface Data {
  user?: { id: number; name: string }
  visits: number
}
declare const options: SessionOptions
declare const app: Application
declare const app4: Application4

// The middleware goes wherever Express takes one.
export const middleware: RequestHandler = ironSession(options)
export const middleware4: RequestHandler4 = ironSession(options)
app.use(ironSession(options))
app4.use(ironSession(options))
app.use('/account', ironSession(options), (_req, res) => void res.end())
app4.use('/account', ironSession(options), (_req, res) => void res.end())

// So does the one of the root entry, whose types are open.
app.use(ironSessionOfTheRoot(options))
app4.use('/account', ironSessionOfTheRoot(options), (_req, res) => void res.end())

// A handler with typed data; what Express gives is there without an annotation.
const profile = withIronSession<Data>(async (req, res, next) => {
  const id: number | undefined = req.session.get('user')?.id
  const everything: Partial<Data> = req.session.get()
  req.session.set('visits', (everything.visits ?? 0) + 1)
  req.session.unset('user')
  const line: string = await req.session.save()
  if (req.body.wrong) next(new Error(line))
  res.status(200).json({ id, path: req.path, method: req.method, slug: req.params['slug'] })

  // @ts-expect-error there is no such name
  req.session.get('usr')
  // @ts-expect-error the value has another type
  req.session.set('visits', '1')
  // @ts-expect-error the value misses a part
  req.session.set('user', { id: 1 })
  // @ts-expect-error there is no such name
  req.session.unset('usr')
  // @ts-expect-error what comes out has another type
  const wrong: string | undefined = req.session.get('visits')
  // @ts-expect-error Express has no such method
  res.jason(wrong)
}, options)
app.get('/profile/:slug', profile)
app4.get('/profile/:slug', profile)
app.post('/profile', profile, profile)
export const handler: RequestHandler = profile
export const handler4: RequestHandler4 = profile

// The handler may say more exactly what it takes.
app.get(
  '/a',
  withIronSession<Data>(async (req: WithSession<Request, Data>, res: Response) => {
    res.format({ json: () => res.send(req.session.get('user')?.name) })
  }, options),
)
app4.get(
  '/a',
  withIronSession<Data>(async (req: WithSession<Request4, Data>, res: Response4) => {
    res.format({ json: () => res.send(req.session.get('user')?.name) })
  }, options),
)
app.get(
  '/a',
  withIronSession(
    async (req: WithSession<Request, Data>, res: Response<string>, next: NextFunction) => {
      if (req.session.get('visits') === 3) next('route')
      else res.send('ok')
      // @ts-expect-error there is no such name
      req.session.get('usr')
    },
    options,
  ),
)
// Or be of Express's own type.
app.get(
  '/a/:id',
  withIronSession<Data, RequestHandler<{ id: string }, string>>((req, res) => {
    res.send(req.params.id.concat(String(req.session.get('visits'))))
    // @ts-expect-error the body of this response is a string
    res.send(1)
  }, options),
)

// Without types it is as loose as next-iron-session.
app.get(
  '/',
  withIronSession((req, res) => res.send(req.session.get('anything').at.all), options),
)
const loose: Handler<Request, Response> = async (req, res) => {
  const user = req.session.get<{ id: number }>('user')
  res.send(user?.id.toFixed())
}
app.get('/', withIronSession(loose, options))

// A request that can hold the session; without a declaration any request can.
declare const req: Request
declare const res: Response
declare const declared: WithSession<Request, Data>
await applySession(req, res, options)
await applySession<Data>(req, res, options)
await applySession(declared, res, options)
await applySession<Data>(declared, res, options)
declare const request4: Request4
declare const response4: Response4
await applySession(request4, response4, options)
// @ts-expect-error the request has a session of another type
await applySession<{ cart: string[] }>(declared, res, options)
// @ts-expect-error the options are missing
await applySession(req, res)

// @ts-expect-error the name is missing
ironSession({ password: '' })
// @ts-expect-error a ttl is a number of seconds
ironSession({ password: '', cookieName: '', ttl: '1h' })
// @ts-expect-error there is no such option
ironSession({ password: '', cookieName: '', maxAge: 60 })
// @ts-expect-error there is no such attribute
ironSession({ password: '', cookieName: '', cookieOptions: { sameSite: 'laxx' } })

declare const session: Session<Data>
export const readLater: () => Partial<Data> = () => session.get()

// @ts-expect-error the session that the handler wants is not the one that is promised
withIronSession<Data>((r: WithSession<Request, { cart: string[] }>) => r.session.get(), options)

// The object of `createSessions` in the place of options: its session, with the types of Express.
const sessions = createSessions<Data>({ password: '' })
app.use(ironSession(sessions))
app4.use(ironSession(sessions))
const modern = withIronSession(async (incoming, outgoing, next) => {
  const id: number | undefined = incoming.session.get('user')?.id
  await incoming.session.regenerate({ keep: ['visits'] })
  if (incoming.body.wrong) next(new Error('wrong'))
  outgoing.status(200).json({ id, path: incoming.path })
  // @ts-expect-error there is no such name
  incoming.session.get('usr')
  // @ts-expect-error the value has another type
  incoming.session.set('visits', '1')
  // @ts-expect-error Express has no such method
  outgoing.jason()
}, sessions)
app.get('/modern/:id', modern)
app4.get('/modern/:id', modern)
app.get(
  '/modern/:id',
  withIronSession<Data, RequestHandler<{ id: string }, string>>((incoming, outgoing) => {
    outgoing.send(incoming.params.id.concat(String(incoming.session.expiresAt)))
    // @ts-expect-error the body of this response is a string
    outgoing.send(1)
  }, sessions),
)
app.get(
  '/modern',
  withIronSession(
    (incoming: WithSessionHandle<Request, Data>, outgoing: Response<string>) =>
      void outgoing.send(incoming.session.get('user')?.name),
    sessions,
  ),
)
await applySession(req, res, sessions)
declare const handled: WithSessionHandle<Request, Data>
await applySession(handled, res, sessions)
export const handle: SessionHandle<Data> = handled.session
// @ts-expect-error the request has a session of the other kind
await applySession(declared, res, sessions)
