import { LIBRARIES } from '../contenders/libraries.mjs'
import { dataOf } from '../data.mjs'
import { takeInTurn } from '../race/pool.mjs'

/** How many seals a library without a cache makes for itself to open. */
const OWN_SEALS = 100
/** The one that takes a hundred times as long. */
const SLOW = 'h3'

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
    const seals = list === undefined ? await ownSeals(seal, name) : (pool[list] ?? [])
    await assertOpens(name, await unseal(seals[0]))
    const inputs = takeInTurn(again ? seals.slice(0, 1) : seals)
    contenders.push({ name, run: unseal, inputs, most: again ? 4096 : 256 })
  }
  return contenders
}

/**
 * @param {() => unknown} seal
 * @param {string} name
 */
async function ownSeals(seal, name) {
  const seals = []
  for (let i = 0; i < (name === SLOW ? 5 : OWN_SEALS); i++) seals.push(await seal())
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
