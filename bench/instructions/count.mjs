import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { root, run } from '../../scripts/lib/run.mjs'
import { COUNTED } from '../contenders/counted.mjs'
import { runProgram } from '../program.mjs'

/** Every process does so many, until first uses are over. */
const BEFORE = 20
/** What is counted: so many more of one kind. */
const MORE = 200

/** Without a compiler, a second thread and chance in hash tables, a count nearly repeats. */
const REPEATABLE = [
  '--jitless',
  '--single-threaded',
  '--predictable',
  '--hash-seed=1',
  '--random-seed=1',
]

/**
 * Instructions of one seal and unseal of each kind. The start of the process cancels out: another process does fewer.
 *
 * @param {string} node
 * @returns {Promise<Record<string, number>>}
 */
export async function countInstructions(node) {
  const file = await makeSeals()
  const names = Object.keys(COUNTED)
  const few = Object.fromEntries(names.map((name) => [name, BEFORE]))
  const processes = [few, ...names.map((name) => ({ ...few, [name]: BEFORE + MORE }))]
  const counts = await Promise.all(processes.map((times) => countProcess({ times, file }, node)))
  const [base = 0, ...more] = counts
  return Object.fromEntries(
    names.map((name, place) => [name, Math.round(((more[place] ?? 0) - base) / MORE)]),
  )
}

async function makeSeals() {
  const folder = join(root, '.tmp', 'bench')
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'count-seals.json')
  await runProgram('count-seals', { file, count: BEFORE + MORE }, { command: process.execPath })
  return file
}

/**
 * @param {{ times: Record<string, number>, file: string }} input
 * @param {string} node
 * @returns {Promise<number>}
 */
async function countProcess(input, node) {
  const program = join(import.meta.dirname, '..', 'programs', 'count.mjs')
  const { code, output } = await run(
    'valgrind',
    [
      '--tool=cachegrind',
      '--cache-sim=no',
      '--cachegrind-out-file=/dev/null',
      node,
      ...REPEATABLE,
      program,
      JSON.stringify(input),
    ],
    // Without what one processor has and another has not: OpenSSL would take other ways on them.
    { env: { NODE_ENV: 'production', OPENSSL_ia32cap: '0:0:0' } },
  )
  const counted = /I\s+refs:\s+([\d,]+)/.exec(output)
  if (code !== 0 || !counted?.[1]) throw new Error(`nothing was counted\n${output}`)
  return Number(counted[1].replaceAll(',', ''))
}
