// What sessions and forged cookies leave in memory. Needs --expose-gc.
// node --expose-gc bench/programs/memory.mjs '{"pool":"pool.json","forged":1000000}'
import { readFileSync } from 'node:fs'
import { createSessions } from 'ironseal'
import { jarOf } from '../contenders/pretend.mjs'
import { COOKIE, dataOf, PASSWORD } from '../data.mjs'

const SESSIONS = 10_000
const WARM_UP = 20_000

/** @type {{ pool: string, forged: number }} */
const { pool, forged } = JSON.parse(process.argv.at(-1) ?? '')
/** @type {Record<string, string[]>} */
const seals = JSON.parse(readFileSync(pool, 'utf8'))
const accept = /** @type {const} */ (['compact', 'iron'])
const sessions = createSessions({ password: PASSWORD, cookieName: COOKIE, accept })

const result = {
  compact: await perSession(seals['session/32'] ?? []),
  iron: await perSession(seals['session-iron/32'] ?? []),
  forged: await growthUnderForgery(),
}
console.log(JSON.stringify(result))

/**
 * Bytes of an open session beyond its data and the jar that it was opened with.
 *
 * @param {readonly string[]} cookies
 */
async function perSession(cookies) {
  /** @param {number} place */
  const cookie = (place) => cookies[place % cookies.length]
  for (let i = 0; i < 2000; i++) await open(cookie(i))
  const data = await weigh(async (i) => [jarOf(cookie(i)), structuredClone(dataOf(32))])
  const handles = await weigh((i) => open(cookie(i)))
  return (handles - data) / SESSIONS
}

/** @param {string | undefined} cookie */
async function open(cookie) {
  const handle = /** @type {any} */ (await sessions.open(jarOf(cookie)))
  if (handle.get('user') === undefined) throw new Error('not opened')
  return handle
}

/**
 * @param {(place: number) => Promise<unknown>} make
 * @returns {Promise<number>} bytes that so many of them hold
 */
async function weigh(make) {
  const kept = Array.from({ length: SESSIONS })
  const before = await used()
  for (let i = 0; i < SESSIONS; i++) kept[i] = await make(i)
  const after = await used()
  // Read, so that it is not collected before.
  return kept.length === SESSIONS ? after - before : 0
}

/** Cookies with the right key id and a wrong tag, with an unknown key id, and Iron with a wrong MAC; no two alike. */
async function growthUnderForgery() {
  const templates = [seals['session/32']?.[0] ?? '', seals['session-iron/32']?.[0] ?? '']
  /** @param {number} i */
  const forge = (i) => {
    const template = templates[i % 2] ?? ''
    const place = i % 4 === 2 ? 6 : template.length - 12
    const mark = Buffer.from([i >> 16, i >> 8, i, i >> 3, i >> 11, 255]).toString('base64url')
    return template.slice(0, place) + mark + template.slice(place + mark.length)
  }
  /** @param {number} first @param {number} end */
  const attack = async (first, end) => {
    for (let i = first; i < end; i++) {
      const handle = /** @type {any} */ (await sessions.open(jarOf(forge(i))))
      if (handle.get('user') !== undefined) throw new Error('a forged cookie was believed')
    }
  }
  await attack(0, WARM_UP)
  const before = { heap: await used(), rss: process.memoryUsage.rss() }
  await attack(WARM_UP, WARM_UP + forged)
  const after = { heap: await used(), rss: process.memoryUsage.rss() }
  return { count: forged, heap: after.heap - before.heap, rss: after.rss - before.rss }
}

/** Bytes in use after a collection. */
async function used() {
  for (let i = 0; i < 3; i++) {
    globalThis.gc?.()
    await new Promise((resolve) => setImmediate(resolve))
  }
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}
