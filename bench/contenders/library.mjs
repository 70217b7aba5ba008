/**
 * A library that seals and unseals, set up for one piece of data.
 *
 * @typedef {object} Library
 * @property {() => any} seal
 * @property {(seal: any) => unknown} unseal rejects, throws or gives nothing for what it cannot open
 * @property {string} [pool] the list of seals, made by another process, that it unseals; default: its own
 */

/** @typedef {(data: Record<string, unknown>, size: number) => Promise<Library>} CreateLibrary */

export {}
