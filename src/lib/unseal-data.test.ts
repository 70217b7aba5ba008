import { platform } from '#platform'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { defaults, seal as sealIron } from '../iron.ts'
import { sealData, unsealData } from './seal-data.ts'

const PASSWORD = 'x7Kq2mZt9RbW4vYc1NdH8gLs5PfJ3aQe'
const USE = { password: PASSWORD, purpose: 'magic-link' }
const NOW = 1_700_000_000_000
const OPTION_ERROR = { code: 'ERR_IRONSEAL_OPTION' }
/** Rows of one value; a list on its own would be taken for a row. */
const rows = (...values: unknown[]) => values.map((value) => ({ value }))

beforeEach(() => void vi.useFakeTimers({ now: NOW, toFake: ['Date'] }))
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

describe('unsealData', () => {
  const INPUTS: unknown[] = [
    undefined,
    null,
    0,
    1n,
    true,
    Symbol('s'),
    {},
    [],
    ['s'],
    () => 's',
    new Date(),
    new Uint8Array(100),
    Object.create(null),
    Object('sQAA'),
    { toString: () => 'sQAA', length: 4 },
    new Proxy({}, { get: () => expect.unreachable() }),
    '',
    's',
    'sQ',
    'undefined',
    '[object Object]',
    '\0',
    '\uD800',
    's'.repeat(57),
    `sQ${'A'.repeat(76)}`,
  ]

  it.each(INPUTS.map((input, at) => ({ at, input })))(
    'neither throws nor rejects for what the seal is: no. $at',
    async ({ input }) => {
      const opened = await unsealData(input, USE)
      expect(opened).toMatchObject({ ok: false })
      expect(['malformed', 'unknown-key']).toContain(opened.ok === false && opened.reason)
    },
  )

  it('refuses Iron seals: they are bound to no use', async () => {
    for (const value of [1, { persistent: {}, flash: {} }]) {
      const iron = await sealIron(value, { id: '1', secret: PASSWORD }, defaults)
      expect(iron).toMatch(/^Fe26\.2\*1\*/)
      expect(await unsealData(iron, USE)).toEqual({ ok: false, reason: 'malformed' })
    }
  })

  it('looks at 16,384 characters, or at as many as it is told, and no cryptography beyond', async () => {
    const seal = await sealData('x'.repeat(300), USE)
    const calls = (['hkdfSha256', 'encryptBlocks', 'openGcm'] as const).map((name) =>
      vi.spyOn(platform, name),
    )
    const open = async (text: string, maxLength?: number) => unsealData(text, { ...USE, maxLength })
    const oversize = { ok: false, reason: 'oversize' }
    expect(await open(seal, seal.length - 1)).toEqual(oversize)
    expect(await open('A'.repeat(16_385))).toEqual(oversize)
    expect(await open('s'.repeat(16 * 1024 * 1024))).toEqual(oversize)
    expect(await open('*'.repeat(16_384))).toEqual({ ok: false, reason: 'malformed' })
    for (const call of calls) expect(call).not.toHaveBeenCalled()
    expect(await open(seal, seal.length)).toMatchObject({ ok: true })

    const long = await sealData('x'.repeat(20_000), USE)
    expect(await open(long)).toEqual(oversize)
    expect(await open(long, Infinity)).toMatchObject({ ok: true })
  })

  it.each(rows(NaN, 0, -1, '100', null, []))(
    'takes no maxLength such as $value',
    async ({ value }) => {
      await expect(unsealData('s', { ...USE, maxLength: value as number })).rejects.toMatchObject({
        ...OPTION_ERROR,
        option: 'maxLength',
      })
    },
  )

  it.each(rows(undefined, '', 'short', 'complex_password_at_least_32_characters_long', 5, []))(
    'needs a password that can be one: $value',
    async ({ value }) => {
      const refused = { code: 'ERR_IRONSEAL_PASSWORD', option: 'password' }
      const options = { ...USE, password: value as string }
      await expect(sealData(1, options)).rejects.toMatchObject(refused)
      await expect(unsealData(`sQ${'A'.repeat(100)}`, options)).rejects.toMatchObject(refused)
    },
  )

  it('takes a weak password where that is allowed, and only there', async () => {
    const password = 'complex_password_at_least_32_characters_long'
    const weak = { ...USE, password, allowWeakPassword: true }
    const seal = await sealData(1, weak)
    expect(await unsealData(seal, weak)).toMatchObject({ ok: true })
    await expect(unsealData(seal, { ...USE, password })).rejects.toMatchObject({
      code: 'ERR_IRONSEAL_PASSWORD',
    })
  })

  it('passes on the failure of whoever keeps the keys', async () => {
    const failure = new Error('the vault is sealed')
    const password = async (): Promise<string> => Promise.reject(failure)
    await expect(sealData(1, { ...USE, password })).rejects.toBe(failure)
    await expect(unsealData(await sealData(1, USE), { ...USE, password })).rejects.toBe(failure)
  })
})
