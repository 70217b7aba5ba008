/**
 * Lines of cells as text, columns aligned.
 *
 * @param {readonly string[]} columns
 * @param {readonly (readonly string[])[]} rows
 * @param {(column: number) => boolean} isNumber whether a column stands at the right
 * @returns {string[]}
 */
export function formatTable(columns, rows, isNumber) {
  const lines = [columns, ...rows]
  const widths = columns.map((_, at) => Math.max(...lines.map((line) => (line[at] ?? '').length)))
  return lines.map((line) =>
    line
      .map((cell, at) =>
        isNumber(at) ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  )
}
