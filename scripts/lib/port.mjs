import { createServer } from 'node:net'

/**
 * A port on which nothing listens on this machine's loopback addresses.
 *
 * @param {number} first where the search begins
 * @returns {Promise<number>}
 */
export async function findPort(first) {
  for (let port = first; port < 65_536; port++) {
    if (await isFree(port)) return port
  }
  throw new Error(`no free port from ${first} on`)
}

/**
 * `localhost` is two addresses, and a server on either would answer in place of ours.
 *
 * @param {number} port
 */
export async function isFree(port) {
  return (await canListen(port, '127.0.0.1')) && (await canListen(port, '::1'))
}

/**
 * @param {number} port
 * @param {string} host
 * @returns {Promise<boolean>}
 */
function canListen(port, host) {
  return new Promise((resolve) => {
    const server = createServer()
    // A machine without IPv6 has nothing there that could be in the way.
    server.once('error', (/** @type {NodeJS.ErrnoException} */ error) =>
      resolve(error.code !== 'EADDRINUSE' && error.code !== 'EACCES'),
    )
    server.listen(port, host, () => server.close(() => resolve(true)))
  })
}
