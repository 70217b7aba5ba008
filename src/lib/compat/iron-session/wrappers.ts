// oxlint-disable typescript/no-explicit-any -- handlers of any framework are wrapped; what they take is theirs
import type { NodeRequest, NodeResponse } from '../../exchanges/node.ts'
import { getIronSession } from './get-iron-session.ts'
import { METHODS } from './handle.ts'
import type { IronSession, IronSessionData, SessionOptions } from './types.ts'

/** Options, or a function of the request that gives them. */
export type OptionsSource<Req = any, Res = any> =
  | SessionOptions
  | ((req: Req, res: Res) => SessionOptions | Promise<SessionOptions>)

/**
 * Gives a Next.js API route its `req.session`, as version 6 did.
 *
 * @example
 * export default withIronSessionApiRoute(async (req, res) => {
 *   req.session.user = { id: 230 }
 *   await req.session.save()
 *   res.send('Logged in')
 * }, { password, cookieName: 'myapp' })
 */
export function withIronSessionApiRoute<Req = any, Res = any, Result = any>(
  handler: (req: Req, res: Res) => Result | Promise<Result>,
  options: OptionsSource,
): (req: Req, res: Res) => Promise<Result> {
  return async function nextApiHandlerWrappedWithIronSession(req, res) {
    await attachSession(req as NodeRequest, res as NodeResponse, options)
    return handler(req, res)
  }
}

/**
 * Gives `getServerSideProps` its `context.req.session`, as version 6 did.
 *
 * @example
 * export const getServerSideProps = withIronSessionSsr(async ({ req }) => {
 *   return { props: { user: req.session.user ?? null } }
 * }, { password, cookieName: 'myapp' })
 */
export function withIronSessionSsr<Context = any, Result = any>(
  handler: (context: Context) => Result | Promise<Result>,
  options: OptionsSource,
): (context: Context) => Promise<Result> {
  return async function nextGetServerSidePropsHandlerWrappedWithIronSession(context) {
    const { req, res } = context as { req: NodeRequest; res: NodeResponse }
    await attachSession(req, res, options)
    return handler(context)
  }
}

/**
 * Express and Connect middleware that gives every request its `req.session`, as `iron-session/express` did in version 6.
 *
 * Every error goes to `next(error)`.
 *
 * @example
 * app.use(ironSession({ password, cookieName: 'myapp' }))
 */
export function ironSession(
  options: OptionsSource,
): (req: NodeRequest, res: NodeResponse, next: (error?: unknown) => unknown) => void {
  return function ironSessionMiddleware(req, res, next) {
    // Two arguments and no `catch`: an error that `next()` throws itself must not call it a second time. What it returns
    // is passed on: in next-connect that is the promise of the handlers that follow, and somebody must await it.
    return attachSession(req, res, options).then(() => next(), next)
  }
}

async function attachSession(
  req: NodeRequest,
  res: NodeResponse,
  options: OptionsSource,
): Promise<void> {
  const resolved = typeof options === 'function' ? await options(req, res) : options
  const session = await getIronSession<IronSessionData>(req, res, resolved)
  Object.defineProperty(req, 'session', {
    enumerable: true,
    configurable: true,
    get: () => session,
    set(value: object) {
      replaceData(session, value)
    },
  })
}

/** Assigning `req.session` replaces the data; the session itself stays, and with it its methods. */
function replaceData(session: IronSession<object>, data: object): void {
  const target = session as Record<string, unknown>
  // Read, and refused where it has the name of a method, before anything is changed.
  const entries = Object.entries(data)
  const kept = new Set(entries.map(([key]) => key))
  for (const method of METHODS) if (kept.has(method)) target[method] = undefined

  for (const key of Object.keys(target)) if (!kept.has(key)) delete target[key]
  for (const [key, value] of entries) {
    // Defined and not assigned: `__proto__` becomes a key, which `save()` refuses, and not the prototype of the session.
    Object.defineProperty(target, key, {
      value,
      writable: true,
      enumerable: true,
      configurable: true,
    })
  }
}
