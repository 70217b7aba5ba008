import { garbageContenders } from './garbage.mjs'
import { ringContenders } from './rings.mjs'
import { sealContenders } from './seals.mjs'
import { growthContenders } from './growth.mjs'
import { untouchedContenders } from './untouched.mjs'

/**
 * The contenders of a group. Its name says what it is: `seal/32/one`, `unseal/1000/many`, `garbage/no cookie/one`, `ring/unseal/one`,
 * `untouched/one`; the last part whether one at a time or 64.
 *
 * @param {string} group
 * @param {readonly string[]} names
 * @param {Record<string, string[]>} pool
 */
export async function contendersOf(group, names, pool) {
  const [kind = '', what = ''] = group.split('/')
  const mode = group.endsWith('/many')
    ? /** @type {const} */ ('many')
    : /** @type {const} */ ('one')
  return { mode, contenders: await pick(kind, what, group, names, pool) }
}

/**
 * @param {string} kind
 * @param {string} what
 * @param {string} group
 * @param {readonly string[]} names
 * @param {Record<string, string[]>} pool
 */
async function pick(kind, what, group, names, pool) {
  if (kind === 'garbage') return garbageContenders(what, names, pool)
  if (kind === 'growth') return growthContenders(what, names, pool)
  if (kind === 'ring') return ringContenders(names, pool)
  if (kind === 'untouched') return untouchedContenders(names, pool)
  return sealContenders(
    kind === 'seal' ? 'seal' : 'unseal',
    Number(group.split('/')[1]),
    names,
    pool,
  )
}
