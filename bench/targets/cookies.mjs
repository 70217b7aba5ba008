// P11, P12, P21: what else happens to a request.
import { differenceOf, quotient, timeOf } from './target.mjs'

const FACES = ['ironseal', 'ironseal/iron-session']
const FLOOR = 'floor'

/** @type {import('./target.mjs').Target[]} */
export const COOKIE_TARGETS = [
  ...FACES.flatMap((face) =>
    ['Iron, bad MAC', 'Iron, bad MAC, 3.8 kB'].map((what) =>
      quotient(
        { id: 'P11', label: `${face}: ${what}, ours ÷ iron-session 9`, floor: FLOOR, atMost: 0.1 },
        `garbage/${what}/one`,
        face,
        'iron-session 9',
      ),
    ),
  ),
  ...FACES.map((face) =>
    microseconds('P11', `${face}: no cookie`, 1, 'garbage/no cookie/one', {
      name: face,
      floor: face === 'ironseal' ? FLOOR : 'floor of getIronSession',
    }),
  ),
  ...FACES.map(headerByte),
  ...['compact', 'Iron'].flatMap((format) => [ring(format, 10), ring(format, 100)]),
  ...['ironSession(sessions)', 'ironSession(options)'].map((name) =>
    microseconds('P21', `${name}, untouched route`, 0.3, 'untouched/one', {
      name,
      base: 'nothing',
    }),
  ),
]

/**
 * @param {string} id
 * @param {string} label
 * @param {number} atMost
 * @param {string} group
 * @param {{ name: string, base?: string, floor?: string }} contenders `base`: whose time is taken off; `floor`: who shows what can be
 *   reached
 * @returns {import('./target.mjs').Target}
 */
function microseconds(id, label, atMost, group, { name, base, floor }) {
  const others = [base, floor].filter((other) => other !== undefined)
  return {
    id,
    label,
    unit: ' µs',
    atMost,
    cells: [name, ...others].map((contender) => [group, contender]),
    read: (results) => timeOf(results, group, name) - (base ? timeOf(results, group, base) : 0),
    ...(floor && { reach: (results) => timeOf(results, group, floor) }),
  }
}

/**
 * What each byte of other cookies costs, in units of what it costs cookie-session. A megabyte of them, for the bytes to be more than
 * the rest.
 *
 * @param {string} face
 * @returns {import('./target.mjs').Target}
 */
function headerByte(face) {
  const group = 'garbage/bytes/one'
  /** @param {string} name */
  const ends = (name) => /** @type {const} */ ([`${name}: 1 MB header`, `${name}: no cookie`])
  return {
    id: 'P11',
    label: `${face}: a byte of other cookies, ours ÷ cookie-session`,
    unit: '×',
    atMost: 1,
    cells: [face, 'cookie-session'].flatMap(ends).map((contender) => [group, contender]),
    read: ({ race }) =>
      differenceOf(race, group, ...ends(face)) /
      differenceOf(race, group, ...ends('cookie-session')),
  }
}

/**
 * @param {string} format
 * @param {number} size
 */
function ring(format, size) {
  return quotient(
    { id: 'P12', label: `${format}, ${size} passwords ÷ 1`, atMost: 1.05 },
    'ring/unseal/one',
    `${format} ${size}`,
    `${format} 1`,
  )
}
