import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { KeyRing } from './key-ring.ts'
import { createKeySource, type KeySource, type Secrets } from './key-source.ts'

const ONE = 'x7Kq2mZt9RbW4vYc1NdH8gLs5PfJ3aQe'
const TWO = 'correct horse battery staple zebra'
const WINDOW = 60_000
const START = 1_700_000_000_000

const rejections: unknown[] = []
const note = (reason: unknown): void => void rejections.push(reason)

beforeEach(() => {
  vi.useFakeTimers({ now: START, toFake: ['Date'] })
  process.on('unhandledRejection', note)
})
afterEach(async () => {
  vi.useRealTimers()
  // Node tells of rejections that nobody handles after the microtasks of a turn.
  await new Promise((resolve) => setTimeout(resolve))
  process.off('unhandledRejection', note)
  expect(rejections.splice(0)).toEqual([])
})

/** A source whose every fetch waits until the test answers it. */
function fetched(settings = { allowWeakPassword: false, refreshWindow: WINDOW }) {
  const fetches: { answer(secrets: unknown): void; fail(error: unknown): void }[] = []
  const fetchSecrets = (): Promise<Secrets> =>
    new Promise((answer, fail) => void fetches.push({ answer: answer as never, fail }))
  return { source: createKeySource(fetchSecrets, settings), fetches }
}
const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))
const ids = async (ring: unknown): Promise<readonly string[]> => (await (ring as KeyRing)).ids

/** A source that has fetched one key already. */
async function warm(settings?: { allowWeakPassword: boolean; refreshWindow: number }) {
  const made = fetched(settings)
  const first = made.source.current()
  await turn()
  made.fetches[0]!.answer(ONE)
  await first
  return made
}

describe('a source of fetched secrets', () => {
  it('fetches at the first use, once for all who ask', async () => {
    const { source, fetches } = fetched()
    expect(source.synchronous).toBe(false)
    await turn()
    expect(fetches).toHaveLength(0)
    const asked = [source.current(), source.current()]
    await turn()
    expect(fetches).toHaveLength(1)
    fetches[0]!.answer([TWO, ONE])
    const [first, second] = await Promise.all(asked)
    expect(second).toBe(first)
    expect(await source.current()).toBe(first)
    expect(await ids(first)).toEqual(['2', '1'])
    expect(fetches).toHaveLength(1)
  })

  it.each([
    ['a value', () => ONE],
    ['a promise', async () => ONE],
    // oxlint-disable-next-line no-thenable -- this is one
    ['a thenable of another library', () => ({ then: (done: (s: string) => void) => done(ONE) })],
  ])('takes a function that gives %s', async (_, fetchSecrets) => {
    const source = createKeySource(fetchSecrets as () => Secrets, {
      allowWeakPassword: false,
      refreshWindow: WINDOW,
    })
    expect(await ids(source.current())).toEqual(['1', ''])
  })

  it('passes on a failure to whoever waits for it, and tries again for the next', async () => {
    const { source, fetches } = fetched()
    const failure = new Error('the vault is sealed')
    const asked = [source.current(), source.current()]
    await turn()
    fetches[0]!.fail(failure)
    expect(await Promise.allSettled(asked)).toEqual([
      { status: 'rejected', reason: failure },
      { status: 'rejected', reason: failure },
    ])
    const again = source.current()
    await turn()
    fetches[1]!.answer(ONE)
    expect(await ids(again)).toEqual(['1', ''])
  })

  it('passes on what the function throws at once', async () => {
    const failure = new Error('not configured')
    const source = createKeySource(
      () => {
        throw failure
      },
      { allowWeakPassword: false, refreshWindow: WINDOW },
    )
    await expect(source.current()).rejects.toBe(failure)
  })

  it.each([undefined, '', [], 'short', 5])('judges what was fetched: %j', async (secrets) => {
    const { source, fetches } = fetched()
    const asked = source.current() as Promise<KeyRing>
    const judged = expect(asked).rejects.toMatchObject({ code: 'ERR_IRONSEAL_PASSWORD' })
    await turn()
    fetches[0]!.answer(secrets)
    await judged
  })
})

describe('a refresh', () => {
  const refresh = (source: KeySource) => Promise.resolve(source.refresh())

  it('does not fetch again within the window, and does at its end', async () => {
    const { source, fetches } = await warm()
    for (const at of [0, 1, WINDOW - 1]) {
      vi.setSystemTime(START + at)
      expect(await refresh(source)).toBeUndefined()
    }
    expect(fetches).toHaveLength(1)
    vi.setSystemTime(START + WINDOW)
    const fresh = refresh(source)
    await turn()
    fetches[1]!.answer([TWO, ONE])
    expect(await ids(fresh)).toEqual(['2', '1'])
    expect(await source.current()).toBe(await fresh)
    // The window begins anew.
    vi.setSystemTime(START + 2 * WINDOW - 1)
    expect(await refresh(source)).toBeUndefined()
    expect(fetches).toHaveLength(2)
  })

  it('is one fetch for all who ask while it is under way', async () => {
    const { source, fetches } = await warm()
    vi.setSystemTime(START + WINDOW)
    const asked = Array.from({ length: 100 }, () => refresh(source))
    await turn()
    expect(fetches).toHaveLength(2)
    // Nobody waits for it who knows the key.
    expect(await ids(source.current())).toEqual(['1', ''])
    fetches[1]!.answer([TWO, ONE])
    const rings = new Set(await Promise.all(asked))
    expect(rings.size).toBe(1)
    expect(rings.has(await source.current())).toBe(true)
  })

  it.each([
    ['fails', (fetch: { fail(error: unknown): void }) => fetch.fail(new Error('down'))],
    ['brings nothing', (fetch: { answer(secrets: unknown): void }) => fetch.answer(undefined)],
    ['brings a weak key', (fetch: { answer(secrets: unknown): void }) => fetch.answer([TWO, 'x'])],
  ])('that %s keeps the known keys, and is not tried again within the window', async (_, end) => {
    const { source, fetches } = await warm()
    const known = await source.current()
    vi.setSystemTime(START + WINDOW)
    const asked = [refresh(source), refresh(source)]
    await turn()
    end(fetches[1]!)
    expect(await Promise.all(asked)).toEqual([undefined, undefined])
    expect(await source.current()).toBe(known)
    vi.setSystemTime(START + 2 * WINDOW - 1)
    expect(await refresh(source)).toBeUndefined()
    expect(fetches).toHaveLength(2)
    vi.setSystemTime(START + 2 * WINDOW)
    const later = refresh(source)
    await turn()
    fetches[2]!.answer([TWO, ONE])
    expect(await ids(later)).toEqual(['2', '1'])
  })

  it('that never comes back holds up nobody who knows the key', async () => {
    const { source } = await warm()
    vi.setSystemTime(START + WINDOW)
    void refresh(source)
    await turn()
    expect(await ids(source.current())).toEqual(['1', ''])
  })

  it('that takes longer than the window is not begun once more', async () => {
    const { source, fetches } = await warm()
    vi.setSystemTime(START + WINDOW)
    const asked = [refresh(source)]
    vi.setSystemTime(START + 3 * WINDOW)
    asked.push(refresh(source))
    await turn()
    expect(fetches).toHaveLength(2)
    fetches[1]!.answer([TWO, ONE])
    const [first, second] = await Promise.all(asked)
    expect(await ids(first)).toEqual(['2', '1'])
    expect(second).toBe(first)
  })

  it('is possible when the clock was put back', async () => {
    const { source, fetches } = await warm()
    vi.setSystemTime(START - 3_600_000)
    const fresh = refresh(source)
    await turn()
    expect(fetches).toHaveLength(2)
    fetches[1]!.answer(TWO)
    expect(await ids(fresh)).toEqual(['1', ''])
  })

  it('never happens with a window that is no number: forged seals must not cause fetches', async () => {
    const { source, fetches } = await warm({ allowWeakPassword: false, refreshWindow: NaN })
    vi.setSystemTime(START + 10 ** 12)
    expect(await refresh(source)).toBeUndefined()
    expect(fetches).toHaveLength(1)
  })
})
