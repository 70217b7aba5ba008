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
export { type Sessions, createSessions } from './lib/openers/create-sessions.ts'
export type { SessionCookieOptions, SessionsOptions } from './lib/options/sessions-options.ts'
export {
  type SealDataOptions,
  sealData,
  type UnsealDataOptions,
  type UnsealedData,
  unsealData,
} from './lib/seal-data.ts'
export type { SessionEvent } from './lib/session/events.ts'
export type { Flash } from './lib/session/flash.ts'
export type { SessionHandle } from './lib/session/session-handle.ts'
export type { StandardSchema } from './lib/session/schema.ts'
