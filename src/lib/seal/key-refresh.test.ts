import { platform } from '#platform'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createKeySource, type Secrets } from '../keys/key-source.ts'
import { createCompactFormat } from './compact.ts'
import { createIronFormat } from './iron.ts'
import { createSealer, type Sealer } from './sealer.ts'

const OLD = 'x7Kq2mZt9RbW4vYc1NdH8gLs5PfJ3aQe'
const NEW = 'correct horse battery staple zebra'
const START = 1_700_000_000_000
const CONTEXT = { purpose: 'session', name: 'c' }
const CONTENT = {
  json: '{}',
  expires: START + 10 ** 9,
  times: { created: START, issued: START },
}

function sealerOf(password: Secrets | (() => Secrets | Promise<Secrets>)): Sealer {
  const keys = createKeySource(password, { allowWeakPassword: false, refreshWindow: 60_000 })
  const format = createCompactFormat()
  return createSealer({ platform, keys, format, accept: [format], maxLength: 4096 })
}
const seal = async (sealer: Sealer): Promise<string> => sealer.seal(CONTENT, CONTEXT)
const unseal = async (sealer: Sealer, text: string) => sealer.unseal(text, CONTEXT)

afterEach(() => void vi.useRealTimers())
const at = (now: number): void => void vi.useFakeTimers({ now, toFake: ['Date'] })

describe('a seal with a key that this server does not know yet', () => {
  it('makes it fetch the keys, and opens', async () => {
    at(START)
    const secrets = vi.fn<() => Promise<Secrets>>(async () => OLD)
    const sealer = sealerOf(secrets)
    expect(await unseal(sealer, await seal(sealerOf(OLD)))).toMatchObject({
      ok: true,
      stale: false,
    })

    const newer = await seal(sealerOf([NEW, OLD]))
    expect(await unseal(sealer, newer)).toEqual({ ok: false, reason: 'unknown-key' })
    expect(secrets).toHaveBeenCalledTimes(1)
    at(START + 60_000)
    secrets.mockResolvedValue([NEW, OLD])
    expect(await unseal(sealer, newer)).toMatchObject({ ok: true, stale: false })
    expect(secrets).toHaveBeenCalledTimes(2)
    // The one before is stale from now on, and seals are made with the new key.
    expect(await unseal(sealer, await seal(sealerOf(OLD)))).toMatchObject({ ok: true, stale: true })
    expect(await unseal(sealerOf(NEW), await seal(sealer))).toMatchObject({ ok: true })
  })

  it('opens for all requests that come while the keys are on their way', async () => {
    at(START)
    let answer: (secrets: Secrets) => void = () => {}
    let fetches = 0
    const sealer = sealerOf(async () => {
      fetches++
      return fetches === 1 ? OLD : new Promise<Secrets>((resolve) => (answer = resolve))
    })
    await seal(sealer)
    at(START + 60_000)
    const newer = await seal(sealerOf([NEW, OLD]))
    const opened = Array.from({ length: 20 }, () => unseal(sealer, newer))
    await vi.waitFor(() => expect(fetches).toBe(2))
    answer([NEW, OLD])
    for (const one of await Promise.all(opened)) expect(one).toMatchObject({ ok: true })
    expect(fetches).toBe(2)
  })

  it('stays unknown when the keys cannot be fetched, and the known ones go on', async () => {
    at(START)
    const secrets = vi.fn<() => Promise<Secrets>>(async () => OLD)
    const sealer = sealerOf(secrets)
    const known = await seal(sealer)
    at(START + 60_000)
    secrets.mockRejectedValue(new Error('down'))
    const newer = await seal(sealerOf([NEW, OLD]))
    expect(await unseal(sealer, newer)).toEqual({ ok: false, reason: 'unknown-key' })
    expect(await unseal(sealer, known)).toMatchObject({ ok: true, stale: false })
  })

  it('does not make forged seals fetch more than once a minute', async () => {
    at(START)
    const secrets = vi.fn<() => Promise<Secrets>>(async () => OLD)
    const sealer = sealerOf(secrets)
    const forged = await seal(sealerOf(NEW))
    for (let second = 0; second < 180; second++) {
      at(START + second * 1000)
      expect(await unseal(sealer, forged)).toEqual({ ok: false, reason: 'unknown-key' })
    }
    expect(secrets).toHaveBeenCalledTimes(3)
  })

  it('does not fetch for a seal of a key that it knows, good or altered', async () => {
    at(START)
    const secrets = vi.fn<() => Promise<Secrets>>(async () => OLD)
    const sealer = sealerOf(secrets)
    const good = await seal(sealer)
    const altered = `${good.slice(0, -2)}${good.endsWith('AA') ? 'BA' : 'AA'}`
    at(START + 60_000)
    expect(await unseal(sealer, good)).toMatchObject({ ok: true })
    expect(await unseal(sealer, altered)).toMatchObject({ ok: false })
    expect(await unseal(sealer, 's')).toEqual({ ok: false, reason: 'malformed' })
    expect(secrets).toHaveBeenCalledTimes(1)
  })

  it('passes on the failure of the first fetch to whoever reads or seals', async () => {
    const failure = new Error('down')
    const sealer = sealerOf(async () => Promise.reject(failure))
    await expect(unseal(sealer, await seal(sealerOf(OLD)))).rejects.toBe(failure)
    await expect(seal(sealer)).rejects.toBe(failure)
    // What is no seal of ours needs no keys.
    expect(await unseal(sealer, 'nothing')).toEqual({ ok: false, reason: 'malformed' })
    expect(await unseal(sealer, 's'.repeat(4097))).toEqual({ ok: false, reason: 'oversize' })
  })

  it('is not judged beforehand where the keys must be fetched', () => {
    const keys = createKeySource(async () => OLD, { allowWeakPassword: false, refreshWindow: 1 })
    const iron = createIronFormat()
    const sealer = createSealer({ platform, keys, format: iron, accept: [iron], maxLength: 4096 })
    expect(() => sealer.assertKeyUsable('Fe26.2*1*')).not.toThrow()
  })
})
