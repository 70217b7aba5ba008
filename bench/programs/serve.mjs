// One process with a server for each library, on loopback. Prints their ports; tells its own CPU time at the control port.
// node bench/programs/serve.mjs '{"framework":"node"}'
import { createServer } from 'node:http'
import { expressServer, expressVariants } from '../servers/express.mjs'
import { fastifyServer, fastifyVariants } from '../servers/fastify.mjs'
import { nodeServer, nodeVariants } from '../servers/node.mjs'

const FRAMEWORKS = {
  node: { variants: nodeVariants, serve: nodeServer },
  express: { variants: expressVariants, serve: expressServer },
  fastify: { variants: fastifyVariants, serve: fastifyServer },
}

/** @type {{ framework: keyof typeof FRAMEWORKS }} */
const { framework } = JSON.parse(process.argv.at(-1) ?? '')
const { variants, serve } = FRAMEWORKS[framework]

const control = createServer((_req, res) => {
  const { user, system } = process.cpuUsage()
  res.end(JSON.stringify(user + system))
})

const servers = []
for (const variant of await variants()) {
  const { name, pool } = variant
  servers.push({ name, pool, port: await listen(await serve(variant)) })
}
console.log(JSON.stringify({ control: await listen(control), servers }))

// Whoever started it holds the other end.
process.stdin.on('end', () => process.exit()).resume()

/**
 * @param {import('node:http').Server} server
 * @returns {Promise<number>}
 */
async function listen(server) {
  await new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(undefined))
  })
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}
