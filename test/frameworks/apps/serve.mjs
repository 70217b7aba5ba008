// Serves the fetch handler in the way of the runtime that it finds itself on.
import { handle } from './fetch.mjs'

const address = { port: 0, hostname: '127.0.0.1' }

if (globalThis.Bun) {
  const { port } = Bun.serve({ ...address, fetch: handle })
  console.log(`http://127.0.0.1:${port}`)
} else if (globalThis.Deno) {
  const onListen = ({ port }) => console.log(`http://127.0.0.1:${port}`)
  Deno.serve({ ...address, onListen }, handle)
} else {
  const { serveFetch } = await import('./serve-fetch.mjs')
  serveFetch(handle)
}
