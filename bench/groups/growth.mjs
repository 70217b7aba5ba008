import { sealContenders } from './seals.mjs'

/**
 * Libraries at two sizes in one group, to be compared in the same round: `ironseal Iron 32`, `ironseal Iron 3000`.
 *
 * @param {string} operation
 * @param {readonly string[]} names
 * @param {Record<string, string[]>} pool
 * @returns {Promise<import('../race/sample.mjs').Contender[]>}
 */
export async function growthContenders(operation, names, pool) {
  const contenders = []
  for (const name of names) {
    const [, library = '', size] = /^(.*) (\d+)$/.exec(name) ?? []
    const kind = operation === 'seal' ? 'seal' : 'unseal'
    const [contender] = await sealContenders(kind, Number(size), [library], pool)
    if (contender) contenders.push({ ...contender, name })
  }
  return contenders
}
