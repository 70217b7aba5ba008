// Prints how many bytes of a Cookie header the data take in each library.
// node bench/programs/sizes.mjs '{"sizes":[32,300,1000]}'
import { LIBRARIES } from '../contenders/libraries.mjs'
import { COOKIE, dataOf } from '../data.mjs'
import { finish } from './finish.mjs'

/** @type {{ sizes: number[] }} */
const { sizes } = JSON.parse(process.argv.at(-1) ?? '')

/** @type {Record<string, Record<string, number>>} */
const results = {}
for (const [name, loadLibrary] of Object.entries(LIBRARIES)) {
  if (name.startsWith('floor')) continue
  const createLibrary = await loadLibrary()
  /** @type {Record<string, number>} */
  const bytes = {}
  for (const size of sizes) {
    const { seal } = await createLibrary(dataOf(size), size)
    const sealed = String(await seal())
    // Those that exist as middleware alone give the whole `name=value`.
    const named = sealed.startsWith(`${COOKIE}=`) ? sealed : `${COOKIE}=${sealed}`
    bytes[`${size} B`] = named.length
  }
  results[name] = bytes
}
await finish(results)
