import { LIBRARIES } from '../contenders/libraries.mjs'
import { dataOf } from '../data.mjs'
import { takeInTurn } from '../race/pool.mjs'

/** How many milliseconds a library without a cache makes seals for itself to open, and how many it makes: a fast one as many as we open. */
const MAKING_MS = 100
const FEWEST_OWN = 5
const MOST_OWN = 12_000

const REREAD = ', re-read'

/**
 * @param {'seal' | 'unseal'} operation
 * @param {number} size
 * @param {readonly string[]} names of libraries; `…, re-read` unseals the same seal again and again
 * @param {Record<string, string[]>} pool seals by name
 * @returns {Promise<import('../race/sample.mjs').Contender[]>}
 */
export async function sealContenders(operation, size, names, pool) {
  const contenders = []
  for (const name of names) {
    const again = name.endsWith(REREAD)
    const library = again ? name.slice(0, -REREAD.length) : name
    const createLibrary = await LIBRARIES[library]?.()
    if (!createLibrary) throw new Error(`no library is called ${library}`)
    const { seal, unseal, pool: list } = await createLibrary(dataOf(size), size)
    if (operation === 'seal') {
      contenders.push({ name, run: seal })
      continue
    }
    const seals = list === undefined ? await ownSeals(seal) : (pool[list] ?? [])
    await assertOpens(name, await unseal(seals[0]))
    const inputs = takeInTurn(again ? seals.slice(0, 1) : seals)
    contenders.push({ name, run: unseal, inputs, most: again ? 4096 : 256 })
  }
  return contenders
}

/** @param {() => unknown} seal */
async function ownSeals(seal) {
  const seals = []
  const end = performance.now() + MAKING_MS
  while (seals.length < FEWEST_OWN || (performance.now() < end && seals.length < MOST_OWN))
    seals.push(await seal())
  return seals
}

/**
 * What is fast because it opens nothing is not fast.
 *
 * @param {string} name
 * @param {unknown} opened
 */
async function assertOpens(name, opened) {
  if (!JSON.stringify(opened ?? null).includes('230')) throw new Error(`${name} did not unseal`)
}
