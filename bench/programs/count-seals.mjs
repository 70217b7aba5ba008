// Makes distinct seals for programs/count.mjs, in a process of their own.
// node bench/programs/count-seals.mjs '{"file":"seals.json","count":220}'
import { writeFileSync } from 'node:fs'
import { COUNTED } from '../contenders/counted.mjs'
import { dataOf } from '../data.mjs'

/** @type {{ file: string, count: number }} */
const { file, count } = JSON.parse(process.argv.at(-1) ?? '')
/** @type {Record<string, string[]>} */
const seals = {}
for (const [name, create] of Object.entries(COUNTED)) {
  const { seal } = await create(dataOf(32), 32)
  const made = []
  while (made.length < count) made.push(await seal())
  seals[name] = made
}
writeFileSync(file, JSON.stringify(seals))
