// The fetch handler as Cloudflare Workers take it.
import { handle } from './fetch.mjs'

export default { fetch: handle }
