// P1 to P7, P13, P19, P20: sealing and unsealing.
import { differenceOf, quotient } from './target.mjs'

const IRON = 'ironseal Iron'
const COMPACT = 'ironseal compact'
const IRON_SESSION = 'iron-session 9'
const HAPI = '@hapi/iron'
const GCM = 'floor AES-GCM'
/** Iron without its key derivation. */
const CBC = 'floor AES-CBC + HMAC'
const COMPACT_BY_HAND = 'floor compact'
const IRON_BY_HAND = 'floor Iron'
/** @type {Record<string, string>} */
const BY_HAND = { [COMPACT]: COMPACT_BY_HAND, [IRON]: IRON_BY_HAND }
const OPERATIONS = /** @type {const} */ (['seal', 'unseal'])

/**
 * @param {(operation: 'seal' | 'unseal') => import('./target.mjs').Target[]} targets
 */
const both = (targets) => OPERATIONS.flatMap(targets)

/** @type {import('./target.mjs').Target[]} */
export const SEAL_TARGETS = [
  ...both((o) => [
    quotient(
      {
        id: 'P1',
        label: `Iron ${o}, iron-session 9 ÷ ours`,
        floor: IRON_BY_HAND,
        atLeast: 60,
        gate: 40,
      },
      `${o}/32/one`,
      IRON_SESSION,
      IRON,
    ),
  ]),
  ...both((o) => [
    quotient(
      {
        id: 'P2',
        label: `Iron ${o}, @hapi/iron ÷ ours`,
        floor: IRON_BY_HAND,
        atLeast: 25,
        gate: 16.7,
      },
      `${o}/32/one`,
      HAPI,
      IRON,
    ),
  ]),
  ...both((o) => [
    quotient(
      {
        id: 'P3',
        label: `Iron ${o}, 64 outstanding, iron-session 9 ÷ ours`,
        floor: IRON_BY_HAND,
        atLeast: 30,
        gate: 20,
      },
      `${o}/32/many`,
      IRON_SESSION,
      IRON,
    ),
    quotient(
      {
        id: 'P3',
        label: `Iron ${o}, 64 outstanding, @hapi/iron ÷ ours`,
        floor: IRON_BY_HAND,
        atLeast: 7,
        gate: 4.67,
      },
      `${o}/32/many`,
      HAPI,
      IRON,
    ),
  ]),
  ...both((o) => [
    quotient(
      {
        id: 'P4',
        label: `compact ${o}, iron-session 9 ÷ ours`,
        floor: COMPACT_BY_HAND,
        atLeast: 75,
      },
      `${o}/32/one`,
      IRON_SESSION,
      COMPACT,
    ),
  ]),
  ...both((o) => [
    quotient(
      { id: 'P5', label: `compact ${o}, ours ÷ floor`, floor: COMPACT_BY_HAND, atMost: 1.6 },
      `${o}/32/one`,
      COMPACT,
      GCM,
    ),
  ]),
  quotient(
    {
      id: 'P6',
      label: 'open + get of a verified cookie, iron-session 9 unsealData ÷ ours',
      floor: 'floor of memory, re-read',
      atLeast: 250,
    },
    'unseal/32/one',
    IRON_SESSION,
    'ironseal session, re-read',
  ),
  quotient(
    { id: 'P7', label: 'compact unseal, ours ÷ libsodium', floor: COMPACT_BY_HAND, atMost: 2.2 },
    'unseal/32/one',
    COMPACT,
    '@fastify/secure-session',
  ),
  quotient(
    {
      id: 'P7',
      label: 'open + get of a verified cookie, ours ÷ libsodium',
      floor: 'floor of memory, re-read',
      atMost: 0.5,
    },
    'unseal/32/one',
    'ironseal session, re-read',
    '@fastify/secure-session',
  ),
  ...both((o) => [growth(o, COMPACT, GCM), growth(o, IRON, CBC)]),
  ...both((o) => [
    quotient(
      {
        id: 'P19',
        label: `CPU, 64 outstanding, Iron ${o}, iron-session 9 ÷ ours`,
        floor: IRON_BY_HAND,
        atLeast: 20,
      },
      `${o}/32/many`,
      IRON_SESSION,
      IRON,
      'cpu',
    ),
    quotient(
      {
        id: 'P19',
        label: `CPU, 64 outstanding, Iron ${o}, @hapi/iron ÷ ours`,
        floor: IRON_BY_HAND,
        atLeast: 6,
      },
      `${o}/32/many`,
      HAPI,
      IRON,
      'cpu',
    ),
  ]),
  quotient(
    {
      id: 'P19',
      label: 'CPU, 64 outstanding, Iron unseal of 1 kB, iron-session 9 ÷ ours',
      floor: IRON_BY_HAND,
      atLeast: 12,
    },
    'unseal/1000/many',
    IRON_SESSION,
    IRON,
    'cpu',
  ),
  ...both((o) => [
    quotient(
      {
        id: 'P20',
        label: `main thread, Iron ${o}, iron-session 9 ÷ ours`,
        floor: IRON_BY_HAND,
        atLeast: 15,
      },
      `${o}/32/many`,
      IRON_SESSION,
      IRON,
      'main',
    ),
    quotient(
      {
        id: 'P20',
        label: `main thread, compact ${o}, iron-session 9 ÷ ours`,
        floor: COMPACT_BY_HAND,
        atLeast: 15,
      },
      `${o}/32/many`,
      IRON_SESSION,
      COMPACT,
      'main',
    ),
  ]),
]

/**
 * What 3 kB cost more than 32 bytes, in units of what they cost the floor more: a quotient of times would flatter whoever is
 * slow at 32 bytes.
 *
 * @param {'seal' | 'unseal'} operation
 * @param {string} ours
 * @param {string} floor
 * @returns {import('./target.mjs').Target}
 */
function growth(operation, ours, floor) {
  const group = `growth/${operation}/one`
  /** @param {string} name */
  const ends = (name) => /** @type {const} */ ([`${name} 3000`, `${name} 32`])
  const byHand = BY_HAND[ours] ?? ours
  /** @param {string} name */
  const growthOf =
    (name) =>
    /** @param {import('./target.mjs').Results} results */
    ({ race }) =>
      differenceOf(race, group, ...ends(name)) / differenceOf(race, group, ...ends(floor))
  return {
    id: 'P13',
    label: `${ours} ${operation}, 32 B → 3 kB, our growth ÷ that of JSON + cipher`,
    unit: '×',
    atMost: 1.6,
    cells: [ours, floor, byHand].flatMap(ends).map((contender) => [group, contender]),
    read: growthOf(ours),
    reach: growthOf(byHand),
  }
}
