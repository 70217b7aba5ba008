import { platform } from '#platform'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createKeySource, type Secrets } from '../keys/key-source.ts'
import { createCompactFormat } from './compact.ts'
import type { SealFormat } from './format.ts'
import { createIronFormat } from './iron.ts'
import { createSealer, type Sealer } from './sealer.ts'

/* What can go wrong when keys are changed, on several servers and over time. The renewal of cookies is the sessions' business. */

const [A, B, C] = [
  'x7Kq2mZt9RbW4vYc1NdH8gLs5PfJ3aQe',
  'correct horse battery staple zebra',
  'свобода равенство братство и ещё три слова',
]
const START = 1_700_000_000_000
const CONTEXT = { purpose: 'session', name: 'c' }
const compact = createCompactFormat()
const iron = createIronFormat()

function server(
  password: Secrets,
  accept: readonly [SealFormat, ...SealFormat[]] = [compact],
  allowWeakPassword = false,
): Sealer {
  const keys = createKeySource(password, { allowWeakPassword, refreshWindow: 60_000 })
  return createSealer({ platform, keys, format: accept[0], accept, maxLength: 4096 })
}
const seal = async (on: Sealer): Promise<string> => {
  const times = { created: Date.now(), issued: Date.now() }
  return on.seal({ json: '{}', expires: Date.now() + 10 ** 9, times }, CONTEXT)
}
const read = async (on: Sealer, text: string): Promise<string> => {
  const unsealed = await on.unseal(text, CONTEXT)
  if (!unsealed.ok) return unsealed.reason
  return unsealed.stale ? 'stale' : 'current'
}
const kidOf = (text: string): string => text.slice(0, 22)

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})
const at = (now: number): void => void vi.useFakeTimers({ now, toFake: ['Date'] })

describe('the key that seals', () => {
  // Flask 3.1.0 sealed with the oldest (CVE-2025-47278).
  it.each([
    ['a text', A, A],
    ['a list', [A, B], A],
    ['a longer list', [C, B, A], C],
    ['entries', [{ password: B }, { password: A }], B],
    [
      'entries with ids, the lower first',
      [
        { id: 1, password: B },
        { id: 2, password: A },
      ],
      B,
    ],
    [
      'entries with ids that are numbers as text',
      [
        { id: '10', password: A },
        { id: '9', password: B },
      ],
      A,
    ],
  ] as [string, Secrets, string][])('is the first of %s', async (_, secrets, first) => {
    expect(kidOf(await seal(server(secrets)))).toBe(kidOf(await seal(server(first))))
    expect(await read(server(first), await seal(server(secrets)))).toBe('current')
  })
})

describe('a rotation', () => {
  it('goes over in two steps without a seal lost on any server', async () => {
    const stages: Secrets[] = [A, [A, B], [B, A], B]
    for (const [now, secrets] of stages.entries()) {
      for (const other of [now - 1, now, now + 1]) {
        const neighbour = stages[other]
        if (neighbour === undefined) continue
        const answer = await read(server(secrets), await seal(server(neighbour)))
        expect(answer).toMatch(/^(current|stale)$/)
      }
    }
  })

  it('in one step loses the seals of the servers that are ahead', async () => {
    expect(await read(server(A), await seal(server([B, A])))).toBe('unknown-key')
  })

  it('by date happens on all servers at the same millisecond', async () => {
    const secrets = [{ password: B, sealFrom: new Date(START) }, { password: A }]
    const [here, there] = [server(secrets), server(secrets)]
    at(START - 1)
    const before = await seal(here)
    expect([await read(here, before), await read(there, before)]).toEqual(['current', 'current'])
    expect(kidOf(before)).toBe(kidOf(await seal(server(A))))
    at(START)
    expect([await read(here, before), await read(there, before)]).toEqual(['stale', 'stale'])
    expect(kidOf(await seal(there))).toBe(kidOf(await seal(server(B))))
  })

  it('takes the next seal even before its date, from a server whose clock is ahead', async () => {
    const secrets = [{ password: B, sealFrom: new Date(START) }, { password: A }]
    at(START)
    const ahead = await seal(server(secrets))
    at(START - 5000)
    expect(await read(server(secrets), ahead)).toBe('stale')
  })

  it('ends the old seals at the millisecond in which their key retires', async () => {
    const secrets = [B, { password: A, retireAt: new Date(START) }]
    at(START - 1)
    const old = await seal(server(A))
    const on = server(secrets)
    expect(await read(on, old)).toBe('stale')
    at(START)
    expect(await read(on, old)).toBe('unknown-key')
    expect(await read(on, await seal(on))).toBe('current')
  })

  it('ends a retired key for Iron seals as well', async () => {
    const secrets = [B, { password: A, retireAt: new Date(START) }]
    at(START - 1)
    const old = await seal(server(A, [iron]))
    const on = server(secrets, [compact, iron])
    expect(await read(on, old)).toBe('stale')
    at(START)
    expect(await read(on, old)).toBe('unknown-key')
  })

  it('cannot seal when every key has retired, and says so', async () => {
    at(START)
    await expect(seal(server([{ password: A, retireAt: new Date(START) }]))).rejects.toMatchObject({
      code: 'ERR_IRONSEAL_PASSWORD',
    })
  })
})

describe('a key that is taken out', () => {
  it('ends all its seals at once', async () => {
    const text = await seal(server(A))
    expect(await read(server([B, A]), text)).toBe('stale')
    expect(await read(server(B), text)).toBe('unknown-key')
  })

  it('and put back opens what it sealed', async () => {
    expect(await read(server([C, B, A]), await seal(server(A)))).toBe('stale')
  })
})

describe('two servers with different first keys', () => {
  it('read each other, and each calls only the seal of the other stale', async () => {
    const [here, there] = [server([A, B]), server([B, A])]
    const [ours, theirs] = [await seal(here), await seal(there)]
    expect([await read(here, ours), await read(here, theirs)]).toEqual(['current', 'stale'])
    expect([await read(there, ours), await read(there, theirs)]).toEqual(['stale', 'current'])
  })
})

describe('one secret under two ids', () => {
  it.each([
    [
      'the first retires',
      [
        { id: 2, password: A, retireAt: new Date(START) },
        { id: 1, password: A },
      ],
    ],
    [
      'the first seals later',
      [
        { id: 2, password: A, sealFrom: new Date(START) },
        { id: 1, password: A },
      ],
    ],
    ['there are no dates', [A, A]],
  ] as [string, Secrets][])('never makes a fresh seal stale: %s', async (_, secrets) => {
    for (const now of [START - 1, START]) {
      at(now)
      const on = server(secrets)
      expect(await read(on, await seal(on))).toBe('current')
    }
  })

  it.each(['01', ' 1', '1 ', '1.0', '+1', '１'])('tells the id 1 from %j', async (id) => {
    const on = server(
      [
        { id, password: B },
        { id: 1, password: A },
      ],
      [compact, iron],
    )
    expect(await read(on, await seal(server(A, [iron])))).toBe('stale')
  })
})

describe('one secret for two formats', () => {
  it('seals Iron with the text as it stands and compact with the bytes, also of an encoded key', async () => {
    const encoded = `hex:${Buffer.from(A).toString('hex')}`
    for (const secret of [A, encoded]) {
      const both = server(secret, [compact, iron])
      expect(await read(both, await seal(server(secret, [iron])))).toBe('stale')
      expect(await read(server(secret, [iron, compact]), await seal(both))).toBe('stale')
    }
    // The bytes are the same, so compact cannot tell the spellings apart; Iron can.
    expect(await read(server(A), await seal(server(encoded)))).toBe('current')
    expect(await read(server(A, [iron]), await seal(server(encoded, [iron])))).toBe('invalid')
  })

  it('is refused for Iron where it is bytes', async () => {
    await expect(seal(server(Buffer.from(A), [iron, compact]))).rejects.toMatchObject({
      code: 'ERR_IRONSEAL_PASSWORD',
    })
  })
})

describe('a password out of a file', () => {
  it.each(['\n', '\r\n', ' ', '\0'])('with %j behind it is refused', async (ending) => {
    await expect(seal(server(A + ending))).rejects.toMatchObject({ code: 'ERR_IRONSEAL_PASSWORD' })
  })

  it.each(['\n', '\0', '\0\0\0'])(
    'is another one with %j behind it, where it is allowed',
    async (ending) => {
      const text = await seal(server(A + ending, [compact], true))
      expect(await read(server(A), text)).toBe('unknown-key')
    },
  )
})

describe('a hundred keys', () => {
  const secrets = Array.from({ length: 100 }, (_, at) => `${A} ${at}`)

  it('cost one decryption, whichever it is, and none for a key that is not there', async () => {
    const on = server(secrets)
    await read(on, await seal(on))
    const [seals, foreign] = [[0, 50, 99].map((at) => secrets[at]!), B]
    const texts = await Promise.all(seals.map((secret) => seal(server(secret))))
    const unknown = await seal(server(foreign))
    const calls = [
      vi.spyOn(platform, 'openGcm'),
      vi.spyOn(platform, 'encryptBlocks'),
      vi.spyOn(platform, 'hkdfSha256'),
    ]
    const counted = (): number[] => calls.map(({ mock }) => mock.calls.length)
    for (const [index, text] of texts.entries()) {
      expect(await read(on, text)).toBe(index === 0 ? 'current' : 'stale')
      expect(counted()).toEqual([index + 1, index + 1, 0])
    }
    expect(await read(on, unknown)).toBe('unknown-key')
    expect(counted()).toEqual([3, 3, 0])
  })
})
