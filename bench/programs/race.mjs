// Measures a group of contenders in this process and prints what each round took.
// node bench/programs/race.mjs '{"group":"seal/32/one","names":["iron-session 9"],"effort":{…},"pool":"pool.json"}'
import { readFileSync } from 'node:fs'
import { contendersOf } from '../groups/groups.mjs'
import { race } from '../race/race.mjs'
import { finish } from './finish.mjs'

/** @type {{ group: string, names: string[], effort: import('../race/race.mjs').Effort, pool: string, web: boolean }} */
const { group, names, effort, pool, web } = JSON.parse(process.argv.at(-1) ?? '')
if (web && !import.meta.resolve('#platform').endsWith('/web.js')) {
  throw new Error('this is not the back end on Web Crypto')
}
const seals = JSON.parse(readFileSync(pool, 'utf8'))

process.stderr.write(`${group} `)
const { mode, contenders } = await contendersOf(group, names, seals)
await finish(await race(contenders, mode, effort))
