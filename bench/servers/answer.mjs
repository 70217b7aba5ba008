/** The routes: the session is left alone, looked at, or changed. */
export const ROUTES = /** @type {const} */ (['untouched', 'read', 'write'])

/** @typedef {(typeof ROUTES)[number]} Route */

/**
 * What a route does with the session of a request; gives what is answered.
 *
 * @typedef {(req: any, res: any, route: Route) => unknown} Use
 */

/**
 * A server to be loaded, and the seals its clients come with.
 *
 * @typedef {object} Variant
 * @property {string} name
 * @property {string} pool the list of cookies; empty for none
 * @property {((req: any, res: any, next: () => void) => unknown) | undefined} [middleware]
 * @property {Use} use
 */

/** @param {string | undefined} url @returns {Route} */
export const routeOf = (url) => /** @type {Route} */ ((url ?? '/').slice(1))

let count = 0

/** A value that no session holds yet, so that writing is never writing the same. */
export const nextNumber = () => ++count
