import { createHash, randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { sealData, unsealData } from './seal-data.ts'

/* What people do with sealed values, as the guide shows it. */

const password = 'x7Kq2mZt9RbW4vYc1NdH8gLs5PfJ3aQe'
const NOW = 1_700_000_000_000

interface User {
  readonly id: number
  email: string
  passwordHash: string
  logins: number
}
const hashOf = (text: string): string =>
  createHash('sha256').update(randomBytes(8)).update(text).digest('hex')

let users: Map<number, User>
beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] })
  users = new Map([
    [1, { id: 1, email: 'ada@example.com', passwordHash: hashOf('one'), logins: 0 }],
    [2, { id: 2, email: 'bob@example.com', passwordHash: hashOf('two'), logins: 0 }],
  ])
})
afterEach(() => void vi.useRealTimers())

describe('a magic link', () => {
  const purpose = 'magic-link'

  const createLink = async (user: User): Promise<URL> => {
    // The number of logins ends the link at its first use. It is bound per user, so one link cannot stand for another.
    const seal = await sealData(
      { userId: user.id },
      { password, purpose, ttl: 15 * 60, bind: `${user.logins}` },
    )
    const link = new URL('https://app.example/login')
    link.searchParams.set('seal', seal)
    return link
  }
  /** The seal is opened with what the user's record says now, so the id comes beside it. */
  const follow = async (link: URL, userId: number): Promise<User | string> => {
    const user = users.get(userId)
    if (user === undefined) return 'unknown'
    const opened = await unsealData<{ userId: number }>(link.searchParams.get('seal'), {
      password,
      purpose,
      bind: `${user.logins}`,
    })
    if (!opened.ok) return opened.reason
    if (opened.data.userId !== userId) return 'another user'
    user.logins++
    return user
  }

  it('logs in once', async () => {
    const link = await createLink(users.get(1)!)
    expect(await follow(link, 1)).toBe(users.get(1))
    expect(await follow(link, 1)).toBe('invalid')
  })

  it('logs in nobody else', async () => {
    const link = await createLink(users.get(1)!)
    expect(await follow(link, 2)).toBe('another user')
    expect(users.get(2)?.logins).toBe(0)
  })

  it('ends after a quarter of an hour', async () => {
    const link = await createLink(users.get(1)!)
    vi.setSystemTime(NOW + 15 * 60 * 1000)
    expect(await follow(link, 1)).toBe('expired')
  })

  it('is no link without its seal', async () => {
    expect(await follow(new URL('https://app.example/login'), 1)).toBe('malformed')
  })
})

describe('a password reset', () => {
  const purpose = 'password-reset'
  const createReset = async (user: User): Promise<string> =>
    sealData(user.id, { password, purpose, ttl: 3600, bind: user.passwordHash })
  const reset = async (seal: string, user: User, newPassword: string): Promise<string> => {
    const opened = await unsealData<number>(seal, { password, purpose, bind: user.passwordHash })
    if (!opened.ok) return opened.reason
    user.passwordHash = hashOf(newPassword)
    return 'done'
  }

  it('is possible once, and ends all other links that were sent', async () => {
    const user = users.get(1)!
    const [first, second] = [await createReset(user), await createReset(user)]
    expect(await reset(first, user, 'new')).toBe('done')
    expect(await reset(first, user, 'newer')).toBe('invalid')
    expect(await reset(second, user, 'newer')).toBe('invalid')
  })

  it('is not possible after the password was changed in another way', async () => {
    const user = users.get(1)!
    const seal = await createReset(user)
    user.passwordHash = hashOf('changed')
    expect(await reset(seal, user, 'new')).toBe('invalid')
  })

  it('is not possible for another user', async () => {
    expect(await reset(await createReset(users.get(1)!), users.get(2)!, 'mine now')).toBe('invalid')
  })

  it('is not possible with a magic link for the same user', async () => {
    const user = users.get(1)!
    const link = await sealData(user.id, {
      password,
      purpose: 'magic-link',
      bind: user.passwordHash,
    })
    expect(await reset(link, user, 'new')).toBe('invalid')
  })

  it('does not show what it is bound to', async () => {
    const user = users.get(1)!
    const seal = await createReset(user)
    const longer = await sealData(user.id, { password, purpose, bind: user.passwordHash.repeat(9) })
    expect(longer).toHaveLength(seal.length)
  })
})

describe('the confirmation of an address', () => {
  it('is for the address that it was sent to', async () => {
    const user = users.get(1)!
    const use = { password, purpose: 'email-confirmation', audience: 'https://app.example' }
    const seal = await sealData({ id: user.id }, { ...use, bind: user.email })
    expect(await unsealData(seal, { ...use, bind: user.email })).toMatchObject({ ok: true })
    user.email = 'ada@elsewhere.example'
    expect(await unsealData(seal, { ...use, bind: user.email })).toMatchObject({ ok: false })
  })
})

describe('a link to unsubscribe', () => {
  it('is good for ever, and for one list', async () => {
    const use = { password, purpose: 'unsubscribe' }
    const seal = await sealData({ list: 7 }, { ...use, ttl: 0, bind: 'bob@example.com' })
    vi.setSystemTime(NOW + 50 * 365 * 24 * 3600 * 1000)
    const opened = await unsealData(seal, { ...use, bind: 'bob@example.com' })
    expect(opened).toMatchObject({ ok: true, data: { list: 7 }, expiresAt: undefined })
  })
})

describe('a message in a queue', () => {
  it('is read by those who hold one of the keys', async () => {
    const use = { purpose: 'queue:mail', padding: true }
    const seal = await sealData({ to: 'ada@example.com' }, { ...use, password })
    const next = 'correct horse battery staple zebra'
    expect(await unsealData(seal, { ...use, password: [next, password] })).toMatchObject({
      ok: true,
      data: { to: 'ada@example.com' },
    })
  })
})
