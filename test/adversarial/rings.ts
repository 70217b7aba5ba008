import { platform } from '#platform'
import { Key } from '../../src/lib/keys/key.ts'
import { KeyRing } from '../../src/lib/keys/key-ring.ts'
import { fixedKeys } from '../../src/lib/keys/key-source.ts'
import type { Platform } from '../../src/lib/platform/platform.ts'
import { createCompactFormat } from '../../src/lib/seal/compact.ts'
import { createIronFormat } from '../../src/lib/seal/iron.ts'
import { createSealer } from '../../src/lib/seal/sealer.ts'
import { NOW, OTHER_PASSWORD, PASSWORD, sessionsOf } from '../sessions/support.ts'
import type { FormatName } from './attack.ts'
import { cookieWith, openWith, originWith, type Password, THIRD } from './rotation-support.ts'
import { KEYS, SESSION } from './target.ts'
import type { Tally } from './tally.ts'

/* Rings that cannot be meant, and rings of many keys. */

/** Rings that cannot be meant. */
export async function badRings(tally: Tally, format: FormatName): Promise<void> {
  const rings: [string, Password][] = [
    ['no key', []],
    [
      'one id for two secrets',
      [
        { id: 1, password: PASSWORD },
        { id: 1, password: OTHER_PASSWORD },
      ],
    ],
    [
      'one id for two secrets, as number and text',
      [
        { id: 1, password: PASSWORD },
        { id: '1', password: OTHER_PASSWORD },
      ],
    ],
    ['a missing one among good ones', [{ password: PASSWORD }, { password: undefined }]],
    ['a short one among good ones', [PASSWORD, 'short']],
    ['a date that is none', [{ password: PASSWORD, retireAt: new Date(NaN) }]],
  ]
  for (const [how, password] of rings)
    await tally.misuse(how, () => sessionsOf({ accept: [format], password }).check())
  if (format === 'iron') {
    for (const id of ['*', '1*2', '', ' 1', 'é', '\n', '~2'])
      await tally.attempt(`the id ${JSON.stringify(id)}`, async () => {
        const cookie = await cookieWith(format, [{ id, password: PASSWORD }]).catch(() => undefined)
        if (cookie === undefined) return
        const origin = await originWith(format, [{ id, password: PASSWORD }], cookie)
        if ((origin as { kind: string }).kind !== 'resumed')
          tally.note('wrong', `the id ${id} cannot be read`)
      })
  }
  await tally.holds(
    'the same secret twice',
    async () => {
      const twice: Password = [
        { id: 2, password: PASSWORD },
        { id: 1, password: PASSWORD },
      ]
      return originWith(format, twice, await cookieWith(format, twice))
    },
    { kind: 'resumed', stale: false },
  )
  const ids = ['01', '1', ' 1', '1.0', '+1'] as const
  for (const id of ids) {
    const cookie = await cookieWith(format, [
      { id: '1', password: PASSWORD },
      { id: '2', password: THIRD },
    ])
    const ring: Password = [
      { id, password: OTHER_PASSWORD },
      { id: 'x', password: THIRD },
    ]
    await tally.refused(`the id ${JSON.stringify(id)} for 1`, openWith(format, ring, cookie))
  }
}

/** A hundred keys: one of them is tried, and it is the right one. */
export async function manyKeys(tally: Tally, format: FormatName): Promise<void> {
  const keys = Array.from({ length: 100 }, (_, at) => new Key(`${at}`, `${THIRD} number ${at}`))
  const calls = { open: 0 }
  const counting: Platform = {
    ...platform,
    openGcm: (...given) => (calls.open++, platform.openGcm(...given)),
    hmacSha256: (...given) => (calls.open++, platform.hmacSha256(...given)),
  }
  const made = format === 'iron' ? createIronFormat() : createCompactFormat()
  const sealerOf = (ring: readonly Key[], by: Platform) =>
    createSealer({
      platform: by,
      keys: fixedKeys(KeyRing.fromKeys(ring)),
      format: made,
      accept: [made],
      maxLength: 4096,
    })
  const reader = sealerOf(keys, counting)
  const content = { json: '{}', expires: NOW + 1e9, times: { created: NOW, issued: NOW } }
  for (const at of [0, 1, 42, 98, 99]) {
    const text = await sealerOf([keys[at] ?? new Key('', '')], platform).seal(content, SESSION)
    calls.open = 0
    await tally.holds(
      `key ${at} of a hundred`,
      async () => {
        const unsealed = await reader.unseal(text, SESSION)
        return [unsealed.ok && unsealed.stale, calls.open]
      },
      [at !== 0, 1],
    )
    calls.open = 0
    // The last letter but a few, which in neither format carries stray bits.
    const forged = text.slice(0, -9) + (text.at(-9) === 'A' ? 'B' : 'A') + text.slice(-8)
    await tally.holds(
      `a forged seal of key ${at}`,
      async () => {
        const unsealed = await reader.unseal(forged, SESSION)
        return [unsealed.ok, calls.open]
      },
      [false, 1],
    )
  }
  const unknown = await sealerOf([new Key('x', `${THIRD} unknown`)], platform).seal(
    content,
    SESSION,
  )
  calls.open = 0
  await tally.holds(
    'none of a hundred',
    async () => [(await reader.unseal(unknown, SESSION)).ok, calls.open],
    [false, 0],
  )
  await twins(tally)
}

/** Two secrets that would have one key id in compact: nobody finds such a pair, and a ring refuses it. */
async function twins(tally: Tally): Promise<void> {
  const colliding: Platform = {
    ...platform,
    hkdfSha256: (secret, salt, info, length) =>
      length === 16 ? new Uint8Array(16) : platform.hkdfSha256(secret, salt, info, length),
  }
  const ring = KeyRing.fromKeys(KEYS.map((key) => new Key(key.id, Key.reveal(key))))
  const compact = createCompactFormat()
  const text = `sQ${'A'.repeat(150)}`
  await tally.misuse('two secrets with one key id', () =>
    compact.open(colliding, text, ring, SESSION),
  )
}
