import { describe, expect, it } from 'vitest'
import {
  hapiIron,
  type Iron,
  optionsWith,
  ours,
  PASSWORD,
  webcrypto1Iron,
  webcryptoIron,
} from './iron-peers.ts'

const peers: [name: string, peer: Iron][] = [
  ['@hapi/iron', hapiIron],
  ['iron-webcrypto 2', webcryptoIron],
  ['iron-webcrypto 1', webcrypto1Iron],
]

const OTHER = 'another password, which is long enough as well'
const bytes = (length: number, value: number): Buffer => Buffer.alloc(length, value)

/** What seals, and what unseals that. Keys of bytes must fit the cipher. */
const passwords: Record<string, (keyBytes: number) => [sealing: unknown, unsealing: unknown]> = {
  'a string': () => [PASSWORD, PASSWORD],
  'a string of other scripts': () => [`${PASSWORD}Zoë🐍`, `${PASSWORD}Zoë🐍`],
  'a string of 100 characters': () => ['x'.repeat(100), 'x'.repeat(100)],
  'a secret with an id': () => [
    { id: 'v2_b', secret: PASSWORD },
    { 1: OTHER, v2_b: PASSWORD },
  ],
  'a secret without an id': () => [{ secret: PASSWORD }, { default: PASSWORD }],
  'two strings': () => [
    { id: '1', encryption: PASSWORD, integrity: OTHER },
    { 1: { encryption: PASSWORD, integrity: OTHER } },
  ],
  'a key and a string': (size) => [
    { id: '1', encryption: bytes(size, 7), integrity: OTHER },
    { 1: { encryption: bytes(size, 7), integrity: OTHER } },
  ],
  'two keys': (size) => [
    { encryption: bytes(size, 7), integrity: bytes(32, 8) },
    { default: { encryption: bytes(size, 7), integrity: bytes(32, 8) } },
  ],
}

const value = { user: { id: 230, name: 'Zoë 🐍 \u2028' }, list: [1, null, 'x'], deep: { er: [{}] } }

/** Bits of salt and rounds. On Node the last number of rounds is the first that does not run at once. */
const PARAMETERS = [
  [256, 1],
  [8, 1],
  [128, 3],
  [256, 1001],
] as const

describe.each(peers)('seals of ironseal/iron and %s', (_, peer) => {
  const sizes = { 'aes-256-cbc': 32, 'aes-128-ctr': 16 }
  const table = Object.entries(sizes).flatMap(([algorithm, keyBytes]) =>
    PARAMETERS.map(([saltBits, iterations]) => ({ algorithm, keyBytes, saltBits, iterations })),
  )

  it.each(table)(
    'open on both sides: $algorithm, $saltBits bits of salt, $iterations rounds',
    async ({ algorithm, keyBytes, saltBits, iterations }) => {
      for (const [kind, make] of Object.entries(passwords)) {
        for (const ttl of [0, 60_000]) {
          const options = optionsWith(
            { ttl },
            { algorithm, saltBits, iterations },
            { saltBits, iterations },
          )
          const [sealing, unsealing] = make(keyBytes)
          const mine = await ours.seal(value, sealing, options)
          const theirs = await peer.seal(value, sealing, options)
          expect(await peer.unseal(mine, unsealing, options), kind).toEqual(value)
          expect(await ours.unseal(theirs, unsealing, options), kind).toEqual(value)
          expect(shapeOf(mine), kind).toEqual(shapeOf(theirs))
        }
      }
    },
  )

  it('end at the same time', async () => {
    const options = optionsWith({ ttl: 10_000, localtimeOffsetMsec: -3_600_000 })
    const before = Date.now()
    const mine = await ours.seal(value, PASSWORD, options)
    expect(await messageAt(peer, mine, options, 3_600_000)).toBe('Expired seal')
    const end = Number(mine.split('*')[5])
    expect(end - before).toBeGreaterThanOrEqual(10_000 - 3_600_000)
    expect(end - Date.now()).toBeLessThanOrEqual(10_000 - 3_600_000)
    for (const iron of [peer, ours]) {
      expect(await iron.unseal(mine, PASSWORD, optionsWith({ timestampSkewSec: 3700 }))).toEqual(
        value,
      )
      expect(await iron.unseal(mine, PASSWORD, options)).toEqual(value)
    }
  })

  it('hold the same data after JSON', async () => {
    for (const plain of [
      null,
      0,
      -0,
      '',
      'x',
      false,
      [],
      {},
      [[]],
      { a: undefined },
      1e21,
      '\ud800',
    ]) {
      const mine = await ours.seal(plain, PASSWORD, optionsWith())
      const theirs = await peer.seal(plain, PASSWORD, optionsWith())
      const read = await peer.unseal(mine, PASSWORD, optionsWith())
      expect(read).toEqual(JSON.parse(JSON.stringify(plain)))
      expect(await ours.unseal(theirs, PASSWORD, optionsWith())).toEqual(read)
    }
  })

  it('are made of the same keys, ciphertexts and MACs', async () => {
    const options = { ...optionsWith().encryption, salt: 'a salt of text', iv: bytes(16, 3) }
    const mine = await ours.encrypt(PASSWORD, options, 'héllo')
    const theirs = await peer.encrypt(PASSWORD, options, 'héllo')
    expect(Buffer.from(mine.encrypted)).toEqual(Buffer.from(theirs.encrypted))
    expect(mine.key.salt).toBe(theirs.key.salt)
    expect(await peer.decrypt(PASSWORD, options, mine.encrypted)).toBe('héllo')
    expect(await ours.decrypt(PASSWORD, options, theirs.encrypted)).toBe('héllo')
    const mac = { ...optionsWith().integrity, salt: 'a salt of text' }
    expect(await ours.hmacWithPassword(PASSWORD, mac, 'héllo')).toEqual(
      await peer.hmacWithPassword(PASSWORD, mac, 'héllo'),
    )
  })
})

/** The lengths of the parts, and the parts that are not random. */
function shapeOf(sealed: string): unknown[] {
  const parts = sealed.split('*')
  return [parts[0], parts[1], parts[5] !== '', ...parts.map((part) => part.length)]
}

async function messageAt(
  iron: Iron,
  sealed: string,
  options: object,
  later: number,
): Promise<string> {
  const localtimeOffsetMsec = later
  return iron.unseal(sealed, PASSWORD, { ...options, localtimeOffsetMsec }).then(
    () => 'opened',
    (error: Error) => error.message,
  )
}
