import { parseArgs } from 'node:util'

/**
 * @typedef {object} Options
 * @property {boolean} quick
 * @property {readonly string[]} only ids of targets; empty for all
 * @property {import('./program.mjs').Runtime} runtime
 * @property {import('./race/race.mjs').Effort} effort
 * @property {boolean} build
 * @property {boolean} writeDocs
 */

const FULL = { rounds: 31, sampleMs: 12, warmUpMs: 150 }
const QUICK = { rounds: 7, sampleMs: 5, warmUpMs: 60 }

export const HELP = `npm run bench -- [options]

  --quick             fewer and shorter rounds: within two minutes
  --only=P1,P4        these targets alone
  --rounds=N          so many rounds instead of ${FULL.rounds}
  --sample=MS         so many milliseconds for a sample instead of ${FULL.sampleMs}
  --node=/path        another binary of Node (Bun and Deno for what runs there)
  --no-build          the library as it was built last
  --write-docs        put tables and charts into docs/performance.md
`

/**
 * @param {string[]} argv
 * @returns {Options | undefined} nothing when help is asked for
 */
export function readOptions(argv) {
  const { values } = parseArgs({
    args: argv,
    options: {
      quick: { type: 'boolean', default: false },
      only: { type: 'string', default: '' },
      rounds: { type: 'string' },
      sample: { type: 'string' },
      node: { type: 'string', default: process.execPath },
      'no-build': { type: 'boolean', default: false },
      'write-docs': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return undefined
  if (values['write-docs'] && (values.quick || values.only)) {
    throw new Error('--write-docs needs a whole run')
  }
  const effort = { ...(values.quick ? QUICK : FULL) }
  if (values.rounds) effort.rounds = Number(values.rounds)
  if (values.sample) effort.sampleMs = Number(values.sample)
  return {
    quick: values.quick,
    only: values.only.split(',').filter(Boolean),
    runtime: runtimeOf(values.node),
    effort,
    build: !values['no-build'],
    writeDocs: values['write-docs'],
  }
}

/**
 * @param {string} command
 * @returns {import('./program.mjs').Runtime}
 */
export const runtimeOf = (command) =>
  /deno[^/\\]*$/.test(command)
    ? { command, args: ['run', '-A', '--node-modules-dir=manual'] }
    : { command }
