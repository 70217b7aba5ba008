// oxlint-disable typescript/no-explicit-any -- the types of next-iron-session are open by default, and drop-in code relies on it

import { type NodeRequest, type NodeResponse, nodeExchange } from '../../exchanges/node.ts'
import type { HeadWriter } from '../../exchanges/node-write-head.ts'
import { openCommitting } from '../../openers/auto-commit.ts'
import type { Sessions } from '../../openers/create-sessions.ts'
import { openerOf } from '../../openers/opener.ts'
import type { Config } from '../../options/config.ts'
import type { MaybePromise } from '../../platform/maybe-promise.ts'
import type { JsonObject } from '../../session/json-object.ts'
import type { SessionHandle } from '../../session/session-handle.ts'
import { openSession } from '../../opening.ts'
import { createHandle } from './handle.ts'
import { type KnownOptions, resolveOptions, withDefaults } from './options.ts'
import { openStrictSession } from './strict.ts'
import type { DataHandler, Session, SessionOptions, SessionsHandler } from './types.ts'

/**
 * Puts the session at `req.session`, for everything that has `req` and `res`.
 *
 * Rejects with a `SessionError` for options that cannot work. A cookie that cannot be read gives an empty session, whose
 * `origin` tells why.
 *
 * @example
 * createServer(async (req, res) => {
 *   await applySession(req, res, { password, cookieName: 'myapp' })
 *   req.session.set('visits', (req.session.get('visits') ?? 0) + 1)
 *   await req.session.save()
 *   res.end()
 * })
 */
export async function applySession(
  req: any,
  res: any,
  options: SessionOptions | Sessions<any>,
): Promise<void> {
  const open = createOpen(options)
  attach(req, await open(req, res))
}

/** `withIronSession` with the object of `createSessions`, which also saves by itself what a request changed. */
export function withIronSession<Data extends object>(
  handler: SessionsHandler<NoInfer<Data>>,
  sessions: Sessions<Data>,
): (...args: any[]) => Promise<any>
/**
 * Gives an API route or `getServerSideProps` its `req.session`.
 *
 * Throws a `SessionError` at once when `password` or `cookieName` is missing. Resolves to what the handler returns.
 *
 * @example
 * export default withIronSession(async (req, res) => {
 *   req.session.set('user', { id: 230 })
 *   await req.session.save()
 *   res.send('Logged in')
 * }, { password: process.env.SESSION_PASSWORD, cookieName: 'myapp' })
 */
export function withIronSession<Data = unknown>(
  handler: DataHandler<Data>,
  options: SessionOptions,
): (...args: any[]) => Promise<any>
export function withIronSession(
  handler: (...args: any[]) => unknown,
  options: SessionOptions | Sessions<any>,
): (...args: any[]) => Promise<any> {
  const open = createOpen(options)
  return async function withIronSessionHandler(...args) {
    // An API route is called with req and res, getServerSideProps with a context that holds them.
    const [req, res] = args[0] && args[1] ? args : [args[0].req, args[0].res]
    attach(req, await open(req, res))
    return handler(...args)
  }
}

/** Middleware as Connect defined it and Express and next-connect take it. */
export type ConnectMiddleware = (req: any, res: any, next: any) => void

/**
 * Connect middleware for Express, Connect and next-connect: gives every request its `req.session`.
 *
 * Throws a `SessionError` at once when `password` or `cookieName` is missing; every later error goes to `next(error)`.
 *
 * @example
 * app.use(ironSession({ password: process.env.SESSION_PASSWORD, cookieName: 'myapp' }))
 */
export function ironSession(options: SessionOptions | Sessions<any>): ConnectMiddleware {
  const open = createOpen(options)
  return function ironSessionMiddleware(req, res, next) {
    let opened: MaybePromise<Attached>
    try {
      opened = open(req, res)
    } catch (error) {
      return next(error)
    }
    return opened instanceof Promise
      ? opened.then((session) => proceed(req, session, next), next)
      : proceed(req, opened, next)
  }
}

/**
 * `next()` stands outside of every catch: an error that it throws itself must not call it a second time. What it returns is passed
 * on: in next-connect that is the promise of the handlers that follow, and somebody must await it.
 */
function proceed(req: NodeRequest, session: Attached, next: () => unknown): unknown {
  attach(req, session)
  return next()
}

type Attached = Session | SessionHandle<JsonObject>
type Open = (req: NodeRequest, res: NodeResponse) => MaybePromise<Attached>

/** The part that the three share: either options, or the object of `createSessions`, which also commits by itself. */
function createOpen(options: SessionOptions | Sessions<any>): Open {
  const opener = openerOf(options)
  if (opener === undefined) return openDropIn(withDefaults(options as SessionOptions))
  return (req, res) =>
    openCommitting(opener, nodeExchange(req, res, opener.trust), res as NodeResponse & HeadWriter)
}

/** Options that only show their fault in use are resolved at the first request. */
function openDropIn(known: KnownOptions): Open {
  if (known.strict) return (req, res) => openStrictSession(req, res, known)
  let config: Config | undefined
  return (req, res) => {
    config ??= resolveOptions(known)
    return openSession(config, nodeExchange(req, res), createHandle)
  }
}

function attach(req: NodeRequest, session: Attached): void {
  ;(req as NodeRequest & { session: Attached }).session = session
}
