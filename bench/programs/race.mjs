// Measures groups of contenders in this process and prints what each round took.
// node bench/programs/race.mjs '{"groups":{"seal/32/one":["iron-session"]},"effort":{…},"pool":"pool.json"}'
import { readFileSync } from 'node:fs'
import { contendersOf } from '../groups/groups.mjs'
import { race } from '../race/race.mjs'
import { finish } from './finish.mjs'

/** @type {{ groups: Record<string, string[]>, effort: import('../race/race.mjs').Effort, pool: string, web: boolean }} */
const { groups, effort, pool, web } = JSON.parse(process.argv.at(-1) ?? '')
if (web && !import.meta.resolve('#platform').endsWith('/web.js')) {
  throw new Error('this is not the back end on Web Crypto')
}
const seals = JSON.parse(readFileSync(pool, 'utf8'))

/** @type {Record<string, Record<string, import('../race/race.mjs').Rounds>>} */
const results = {}
for (const [group, names] of Object.entries(groups)) {
  process.stderr.write(`${group} `)
  const { mode, contenders } = await contendersOf(group, names, seals)
  results[group] = await race(contenders, mode, effort)
}
process.stderr.write('\n')
await finish(results)
