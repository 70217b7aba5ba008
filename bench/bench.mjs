// ironseal as it is built, and the libraries it stands beside, in turn.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../scripts/lib/run.mjs'
import { describeMachine } from './machine.mjs'
import { writeDocument } from './report/document.mjs'
import { printTables } from './report/print.mjs'
import { runRace } from './sections/race.mjs'
import { SECTIONS } from './sections/sections.mjs'
import { shownCells } from './targets/shown.mjs'
import { TARGETS } from './targets/targets.mjs'
import { lineOf } from './targets/verdict.mjs'

/** @param {import('./options.mjs').Options} options */
export async function bench(options) {
  const { only } = options
  const all = only.length === 0
  const targets = TARGETS.filter(({ id }) => all || only.includes(id))
  const cells = targets.flatMap((target) => target.cells ?? [])
  /** @type {import('./targets/target.mjs').Results} */
  const results = { machine: await describeMachine(options) }

  results.race = await runRace(cells, options)
  // Apart, because the more there is in a process the colder the code of each is when its turn comes.
  const shown = all ? shownCells(options.quick).filter((cell) => !has(cells, cell)) : []
  for (const [group, contenders] of Object.entries(await runRace(shown, options)))
    results.race[group] = { ...results.race[group], ...contenders }
  for (const [name, measure] of Object.entries(SECTIONS)) {
    if (!all && !targets.some(({ section }) => section === name)) continue
    const start = performance.now()
    results[name] = await measure(options)
    process.stderr.write(`${name} (${((performance.now() - start) / 1000).toFixed(0)} s)\n`)
  }

  mkdirSync(join(root, 'reports'), { recursive: true })
  writeFileSync(join(root, 'reports', 'bench.json'), `${JSON.stringify(results)}\n`)
  printTables(results)
  console.log()
  for (const target of targets) console.log(lineOf(target, results))
  if (options.writeDocs) writeDocument(results)
}

/**
 * @param {readonly import('./targets/target.mjs').Cell[]} cells
 * @param {import('./targets/target.mjs').Cell} cell
 */
const has = (cells, [group, contender]) =>
  cells.some(([otherGroup, other]) => otherGroup === group && other === contender)
