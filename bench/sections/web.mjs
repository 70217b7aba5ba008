import { runRace } from './race.mjs'

const NAMES = ['iron-session 9', 'ironseal Iron', 'ironseal compact', 'jose']

/** What the back end on Web Crypto costs, on the same machine and in the same process as its peers.
 *
 * @param {import('../options.mjs').Options} options
 */
export function measureWeb(options) {
  /** @type {import('../targets/target.mjs').Cell[]} */
  const cells = ['seal', 'unseal'].flatMap((operation) =>
    ['one', 'many'].flatMap((mode) =>
      NAMES.map((name) => /** @type {[string, string]} */ ([`${operation}/32/${mode}`, name])),
    ),
  )
  return runRace(cells, options, ['--conditions=workerd'])
}
