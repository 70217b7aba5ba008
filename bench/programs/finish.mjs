/**
 * Prints a result and ends the process, whatever a library still has open.
 *
 * Not with `console.log` and `process.exit`: what a pipe has not taken by then is lost, and results are longer than a pipe.
 *
 * @param {unknown} result
 * @returns {Promise<never>}
 */
export function finish(result) {
  return new Promise(() => {
    process.stdout.write(`${JSON.stringify(result)}\n`, () => process.exit())
  })
}
