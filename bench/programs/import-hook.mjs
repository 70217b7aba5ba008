// Tells which files are loaded.

/** @type {{ postMessage: (url: string) => void }} */
let port

/** @param {{ port: typeof port }} data */
export function initialize(data) {
  port = data.port
}

/**
 * @param {string} url
 * @param {object} context
 * @param {(url: string, context: object) => unknown} nextLoad
 */
export function load(url, context, nextLoad) {
  if (url.startsWith('file:')) port.postMessage(url)
  return nextLoad(url, context)
}
