import { median } from '../race/statistics.mjs'
import { format } from '../targets/target.mjs'

/**
 * Prints what each contender of each group took, in microseconds.
 *
 * @param {import('../targets/target.mjs').Results['race']} race
 */
export function printRace(race) {
  for (const [group, contenders] of Object.entries(race)) {
    const rows = Object.entries(contenders).map(([name, { wall, cpu, main }]) => [
      name,
      ...[wall, cpu, main].map((rounds) => format(median(rounds))),
    ])
    printTable([`${group}, µs`, 'time', 'CPU', 'main thread'], rows)
  }
}

/**
 * @param {readonly string[]} head
 * @param {readonly (readonly string[])[]} rows
 */
function printTable(head, rows) {
  const all = [head, ...rows]
  const widths = head.map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length)))
  console.log()
  for (const row of all) {
    const cells = row.map((cell, column) =>
      column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
    )
    console.log(cells.join('   '))
  }
}
