// oxlint-disable typescript/no-explicit-any -- as in the types of Express: a body is whatever was parsed
import type { IncomingMessage, ServerResponse } from 'node:http'
import * as functions from '../compat/next-iron-session/functions.ts'
import type { ApplySession, IronSession, WithIronSession } from './with-session.ts'

/** What most handlers use of `Request` of Express. */
export interface ExpressRequest extends IncomingMessage {
  body: any
  params: Record<string, string | string[]>
  path: string
  query: Record<string, any>
}

/** What most handlers use of `Response` of Express. */
export interface ExpressResponse extends ServerResponse {
  json: (body?: any) => ExpressResponse
  locals: Record<string, any>
  redirect: ((url: string) => void) & ((status: number, url: string) => void)
  render: (view: string, locals?: object) => void
  send: (body?: any) => ExpressResponse
  status: (code: number) => ExpressResponse
}

/** A handler or middleware; a `RequestHandler` of Express 4 and 5. */
export type ExpressHandler = (
  req: ExpressRequest,
  res: ExpressResponse,
  next: (error?: any) => void,
) => void

/**
 * Middleware that gives every request its `req.session`. With the object of `createSessions`, what a request changed is saved by itself.
 *
 * Throws a `SessionError` at once when `password` or `cookieName` is missing; every later error goes to `next(error)`.
 *
 * Nothing is added to the types of Express. An application declares its own session once:
 *
 * @example
 * app.use(ironSession({ password: process.env.SESSION_PASSWORD, cookieName: 'myapp' }))
 *
 * declare global {
 *   namespace Express {
 *     interface Request {
 *       session: Session<{ user?: { id: number } }>
 *     }
 *   }
 * }
 */
export const ironSession: IronSession<ExpressHandler> = functions.ironSession

/**
 * Gives one handler its `req.session`, of the type of the data that is named.
 *
 * Throws a `SessionError` at once when `password` or `cookieName` is missing. The promise rejects when the handler does: Express 5
 * passes that on to the error handler, in Express 4 the handler has to call `next(error)` itself.
 *
 * @example
 * app.get('/profile', withIronSession<{ user?: User }>((req, res) => {
 *   res.json(req.session.get('user') ?? null)
 * }, options))
 */
export const withIronSession = functions.withIronSession as WithIronSession<ExpressHandler>

/**
 * Puts the session at `req.session`, for what is neither a handler nor middleware, such as an upgrade to a web socket.
 *
 * Rejects with a `SessionError` for options that cannot work.
 *
 * @example
 * await applySession(req, res, options)
 */
export const applySession: ApplySession<IncomingMessage, ServerResponse> = functions.applySession
