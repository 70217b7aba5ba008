import { tablesOf } from './tables.mjs'

/** @param {import('./tables.mjs').Results} results */
export function printTables(results) {
  for (const { title, rows } of tablesOf(results)) {
    console.log(`\n${title}`)
    const [head = []] = rows
    const widths = head.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
    for (const row of rows) {
      const cells = row.map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      console.log(`  ${cells.join('   ')}`)
    }
  }
}
