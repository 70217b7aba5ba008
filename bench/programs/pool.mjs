// Makes the seals that ironseal is to open, in a process that ends before any is opened: no cache may know them.
// node bench/programs/pool.mjs '{"file":"pool.json","count":12000}'
import { writeFileSync } from 'node:fs'
import * as ironseal from '../contenders/ironseal.mjs'
import { dataOf, SIZES } from '../data.mjs'

/** @type {{ file: string, count: number }} */
const { file, count } = JSON.parse(process.argv.at(-1) ?? '')

/** @type {Record<string, string[]>} */
const pool = {}
for (const size of SIZES) {
  const data = dataOf(size)
  const libraries = [ironseal.iron, ironseal.ironOfHapi, ironseal.compact]
  if (size <= 1000) libraries.push(ironseal.session, ironseal.ironFormatSession)
  for (const create of libraries) {
    const { seal, pool: list = '' } = await create(data, size)
    const seals = []
    // Larger ones are opened in fewer rounds and take more room.
    while (seals.length < (size === 32 ? count : count / 4)) seals.push(await seal())
    pool[list] = seals
  }
}
writeFileSync(file, JSON.stringify(pool))
