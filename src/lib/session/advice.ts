import type { RejectReason } from '../errors.ts'
import { warnOnce } from './warnings.ts'

/* The mistakes that people make with stateless sessions, and what to do about each: said once, in development. */

/** A seal of another password came. In development that is a password made anew at every start. */
export function adviseOnRejection(reason: RejectReason, cookieName: string): void {
  if (reason !== 'invalid' && reason !== 'unknown-key') return
  warnOnce(
    `rejected:${cookieName}`,
    `the cookie \`${cookieName}\` was sealed with a password that is not in use here, for another name or audience, or it was altered. If the password changes at ` +
      'every start, set it in the environment; if it was rotated, keep the old one in the list until its sessions are over.',
  )
}

/** A Secure cookie on a plain connection: the browser drops it without a word. */
export function adviseOnPlainHttp(cookieName: string): void {
  warnOnce(
    `plain-http:${cookieName}`,
    `the cookie \`${cookieName}\` is Secure, but this request came over plain http, where browsers drop it. Behind a proxy that ends ` +
      "TLS set `trustProxy: true`; for development on this machine use `cookieOptions: { secure: 'auto' }`.",
  )
}

/** More cookies than nginx passes on as it is installed: the browser gets a 502, and only for some users. */
export function adviseOnBigHeader(cookieName: string, size: number): void {
  warnOnce(
    `big-header:${cookieName}`,
    `a response with the cookie \`${cookieName}\` has ${size} bytes of Set-Cookie. nginx refuses more than about 3964 as it is installed: keep ` +
      'less in the session, or raise `proxy_buffer_size` (and `proxy_busy_buffers_size`) there.',
  )
}

/** The response is over and the session has changes that were never saved. */
export function adviseOnUnsaved(cookieName: string): void {
  warnOnce(
    `unsaved:${cookieName}`,
    `a request ended with changes of the session \`${cookieName}\` that were not saved. Call \`await session.save()\` before the response ` +
      'is sent, or use a wrapper or middleware that does it (which saves nothing of a 5xx unless `commitOnError` is set).',
  )
}
