import { describe, expect, it, vi } from 'vitest'
import { cookieWith, nine, open, PASSWORD, stopClock, us } from './support.ts'

/** What a session holds under a cookie, and what the hook heard. */
const reading =
  (cookie: string | undefined, options: Record<string, unknown> = {}) =>
  async (face: typeof us) => {
    const heard: unknown[] = []
    const { session } = await open(face, cookie, {
      onUnsealError: (reason: string, error: unknown) =>
        heard.push([reason, error instanceof Error]),
      ...options,
    })
    return [{ ...session }, heard]
  }

const seal = (data: unknown, password: unknown = PASSWORD) => nine.sealData(data, { password })
describe('several cookies of one name', () => {
  it.each([
    ['R7, T47: garbage before a good one', (good: string) => `myapp=bad; ${good}`],
    ['R7, T47: garbage behind a good one', (good: string) => `${good}; myapp=bad`],
    ['R7: an empty one before it', (good: string) => `myapp=; ${good}`],
    ['R7: four bad ones before it', (good: string) => `${'myapp=bad; '.repeat(4)}${good}`],
    ['R16: a good one in quotes', (good: string) => good.replace('=', '="') + '"'],
    [
      'a good one, percent-encoded',
      (good: string) => good.replaceAll('*', '%2A').replace('~', '%7E'),
    ],
    ['a good one with blanks around it', (good: string) => ` ${good.replace('=', ' =  ')} `],
  ])('%s is read', async (_, header) => {
    const good = await cookieWith(us, { user: 1 })
    expect(await reading(header(good))(us)).toEqual([{ user: 1 }, []])
  })

  it('R7: an expired one before a good one is passed over', async () => {
    const now = stopClock()
    const old = await cookieWith(us, { user: 'old' }, { ttl: 10 })
    vi.setSystemTime(now + 3_600_000)
    const good = await cookieWith(us, { user: 'new' })
    expect(await reading(`${old}; ${good}`)(us)).toEqual([{ user: 'new' }, []])
  })

  it('R7: the reason is that of the first, and more than five are not tried', async () => {
    const unknown = `myapp=${await seal({}, { 9: PASSWORD })}`
    expect(await reading(`${unknown}; myapp=bad`)(us)).toEqual([{}, [['unknown-password', true]]])
    const good = await cookieWith(us, { user: 1 })
    expect(await reading(`${'myapp=bad; '.repeat(5)}${good}`)(us)).toEqual([
      {},
      [['invalid', true]],
    ])
  })
})
