/**
 * The API of iron-session 9, with the Next.js and Express helpers of version 6; reads the cookies of versions 1 to 9.
 *
 * @module
 */
export { getIronSession } from './lib/compat/iron-session/get-iron-session.ts'
export {
  type NextRequestCookies,
  type NextResponseCookies,
  nextProxyCookies,
  nodeCookies,
  webCookies,
} from './lib/compat/iron-session/jars.ts'
export { sealData, unsealData } from './lib/compat/iron-session/seal-data.ts'
export type {
  CookieJar,
  CookieStore,
  IronSession,
  IronSessionData,
  IronSessionOptions,
  SessionOptions,
  UnsealErrorReason,
} from './lib/compat/iron-session/types.ts'
export {
  ironSession,
  type OptionsSource,
  withIronSessionApiRoute,
  withIronSessionSsr,
} from './lib/compat/iron-session/wrappers.ts'
