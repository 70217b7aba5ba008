import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import {
  applySession,
  type ConnectMiddleware,
  type Handler,
  ironSession,
  isSessionError,
  type Origin,
  type Session,
  SessionError,
  type SessionErrorCode,
  type SessionOptions,
  withIronSession,
} from 'ironseal'
import type * as drop from 'ironseal/next-iron-session'

interface User {
  id: number
  name: string
}
interface Data {
  user?: User
  visits: number
}
const options: SessionOptions = { password: process.env['SESSION_PASSWORD'], cookieName: 'myapp' }

// The session with types: names and values are checked.
declare const session: Session<Data>
const user: User | undefined = session.get('user')
const everything: Partial<Data> = session.get()
const visits: number = session.set('visits', (everything.visits ?? 0) + 1)
session.unset('user')
session.destroy()
const line: string = await session.save()
const { get, set, unset, save, destroy } = session
const origin: Origin = session.origin
if (origin.kind === 'rejected') origin.reason satisfies string
if (origin.kind === 'resumed') origin.stale satisfies boolean
export const used = [user, visits, line, get, set, unset, save, destroy]

// @ts-expect-error there is no such name
session.get('usr')
// @ts-expect-error there is no such name
session.set('usr', { id: 1, name: '' })
// @ts-expect-error the value has another type
session.set('visits', '1')
// @ts-expect-error the value misses a part
session.set('user', { id: 1 })
// @ts-expect-error there is no such name
session.unset('usr')
// @ts-expect-error what comes out may be undefined
export const certain: User = session.get('user')
// @ts-expect-error a session has no data of its own
export const direct = session.user
// @ts-expect-error why the session holds what it holds is not for changing
session.origin = { kind: 'new' }
// @ts-expect-error a reason comes with a rejection only
export const reason = session.origin.reason

// withIronSession with types, for an API route …
export const route = withIronSession<Data>(async (req, res) => {
  const id: number | undefined = req.session.get('user')?.id
  res.json({ id, body: req.body, method: req.method })
  // @ts-expect-error there is no such name
  req.session.get('usr')
  // @ts-expect-error the value has another type
  req.session.set('visits', '1')
}, options)
// … whose parameters may be annotated …
interface ApiRequest extends IncomingMessage {
  body: { name: string }
}
export const annotated = withIronSession<Data>(
  async (req: ApiRequest & { session: Session<Data> }, res: ServerResponse) => {
    res.end(req.body.name + String(req.session.get('visits')))
    // @ts-expect-error there is no such name
    req.session.get('usr')
  },
  options,
)
export const inferred = withIronSession(
  async (req: ApiRequest & { session: Session<Data> }) => req.session.get('user'),
  options,
)
// @ts-expect-error the session that the handler wants is not the one that is promised
withIronSession<Data>((req: { session: Session<{ cart: string[] }> }) => req.session.get(), options)
// … and for getServerSideProps.
export const getServerSideProps = withIronSession<Data>(
  async ({ req }) => ({ props: { user: req.session.get('user') ?? null } }),
  options,
)

// A handler on its own.
export const handler: Handler<ApiRequest, ServerResponse, Data> = (req, res) => {
  res.end(String(req.session.get('visits')) + req.body.name)
  // @ts-expect-error there is no such name
  req.session.get('usr')
}
withIronSession(handler, options)
withIronSession<Data>(handler, options)

// Everything that has req and res, and middleware.
createServer(async (req, res) => {
  await applySession(req, res, options)
  const { session: typed } = req as typeof req & { session: Session<Data> }
  typed.get('visits')?.toFixed()
})
const middleware: ConnectMiddleware = ironSession(options)
createServer((req, res) => middleware(req, res, (error: unknown) => res.end(String(error))))

// @ts-expect-error the options are missing
withIronSession(() => undefined)
// @ts-expect-error the options are missing
ironSession()
// @ts-expect-error the response is missing
await applySession({ headers: {} }, options)
// @ts-expect-error the name is missing
ironSession({ password: '' })
// @ts-expect-error the password is missing
ironSession({ cookieName: '' })
// @ts-expect-error a password has an id
ironSession({ cookieName: '', password: [{ password: '' }] })
// @ts-expect-error passwords by number are for iron-session
ironSession({ cookieName: '', password: { 1: '' } })
// @ts-expect-error a ttl is a number of seconds
ironSession({ password: '', cookieName: '', ttl: '1h' })
// @ts-expect-error there is no such option
ironSession({ password: '', cookieName: '', maxAge: 60 })
// @ts-expect-error there is no such attribute
ironSession({ password: '', cookieName: '', cookieOptions: { samesite: 'lax' } })

// Errors.
export function codeOf(error: unknown): SessionErrorCode | undefined {
  if (isSessionError(error)) return error.code
  // @ts-expect-error nothing is known about it
  return error.code
}
const error = new SessionError('ERR_IRONSEAL_OPTION', 'what is wrong', { option: 'ttl', hint: '' })
error.option satisfies string | undefined
// @ts-expect-error there is no such code
export const unknownCode = error.code === 'ERR_UNKNOWN'
// @ts-expect-error a code does not change
error.code = 'ERR_IRONSEAL_DATA'

// The two entries are the same.
export const same: (typeof drop)['withIronSession'] = withIronSession
export const sameSession: drop.Session<Data> = session
