/**
 * The three functions of next-iron-session, typed for Next.js, and the cookie jar of its `proxy.ts`.
 *
 * @module
 */
export { nextProxyCookies } from './lib/compat/iron-session/jars.ts'
export type { Handler, Session, SessionOptions } from './lib/compat/next-iron-session/types.ts'
export {
  type ApiRequest,
  type ApiResponse,
  type ApiRoute,
  applySession,
  ironSession,
  withIronSession,
} from './lib/frameworks/next.ts'
export type { WithSession, WithSessionHandle } from './lib/frameworks/with-session.ts'
