// Seals and unseals in each format, so many times, for a counter of instructions to watch.
// node bench/programs/count.mjs '{"times":{"compact":20,"Iron":20,"session":20},"file":"seals.json"}'
import { readFileSync } from 'node:fs'
import { COUNTED } from '../contenders/counted.mjs'
import { dataOf } from '../data.mjs'

/** @type {{ times: Record<string, number>, file: string }} */
const { times, file } = JSON.parse(process.argv.at(-1) ?? '')
/** @type {Record<string, string[]>} */
const seals = JSON.parse(readFileSync(file, 'utf8'))

for (const [name, create] of Object.entries(COUNTED)) {
  const { seal, unseal } = await create(dataOf(32), 32)
  for (const given of (seals[name] ?? []).slice(0, times[name])) {
    await seal()
    if ((await unseal(given)) === undefined) throw new Error(`${name} did not unseal`)
  }
}
