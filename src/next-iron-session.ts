/**
 * The API of next-iron-session 4: `withIronSession`, `ironSession` and `applySession`, and its types.
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
