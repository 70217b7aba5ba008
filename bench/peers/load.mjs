/**
 * Imports a package of this folder. What is measured against must not be what the tests of the library happen to install.
 *
 * @param {string} name
 */
export const load = (name) => import(name)
