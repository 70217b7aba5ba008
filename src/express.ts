/**
 * The three functions of next-iron-session, typed for Express 4 and 5.
 *
 * @module
 */
export type { Handler, Session, SessionOptions } from './lib/compat/next-iron-session/types.ts'
export {
  applySession,
  type ExpressHandler,
  type ExpressRequest,
  type ExpressResponse,
  ironSession,
  withIronSession,
} from './lib/frameworks/express.ts'
export type { WithSession, WithSessionHandle } from './lib/frameworks/with-session.ts'
