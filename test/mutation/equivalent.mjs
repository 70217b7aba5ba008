/*
 * Mutants that no test can tell from the source, wherever they stand. Single ones are disabled beside the line, with the reason.
 */

/**
 * `catch { return undefined }` at the end of a function: without the return it ends all the same, and gives the same.
 *
 * @param {any} path
 */
function isLastCatchOfNothing(path) {
  if (!path.isBlockStatement() || path.parent.type !== 'CatchClause') return false
  const [statement, ...more] = path.node.body
  if (statement?.type !== 'ReturnStatement' || more.length > 0) return false
  if (statement.argument?.name !== 'undefined') return false
  const attempt = path.parentPath.parentPath
  return path.getFunctionParent().node.body.body.at(-1) === attempt.node
}

export const strykerPlugins = [
  {
    kind: 'Ignore',
    name: 'equivalent',
    value: {
      /** @param {any} path */
      shouldIgnore: (path) =>
        isLastCatchOfNothing(path) ? 'The function ends here in any case.' : undefined,
    },
  },
]
