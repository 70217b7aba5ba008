/**
 * Stateless sessions: the session's data travels in the browser's cookie as an encrypted, authenticated, expiring seal.
 *
 * @module
 */
export {
  type ConnectMiddleware,
  applySession,
  ironSession,
  withIronSession,
} from './lib/compat/next-iron-session/functions.ts'
export type { Handler, Session, SessionOptions } from './lib/compat/next-iron-session/types.ts'
export {
  type RejectReason,
  SessionError,
  type SessionErrorCode,
  isSessionError,
} from './lib/errors.ts'
export type { Origin } from './lib/session/origin.ts'
