import { AsyncLocalStorage } from 'node:async_hooks'
import { describe, expect, it } from 'vitest'
import { cookieOf, sessionsOf } from './support.ts'

/** A jar that a module makes once, on functions of its framework that know which request is being answered. */
const cookies = new AsyncLocalStorage<string>()
const jar = { read: () => cookies.getStore(), write: () => undefined }

describe('a jar for all requests', () => {
  it('gives each visitor the session of their own cookie, looked at or not', async () => {
    const sessions = sessionsOf()
    const valueOf = async (user: number): Promise<string> =>
      (await cookieOf(sessions, { user })).replace(/^[^=]*=/, '')
    const [ann, bob] = [await valueOf(1), await valueOf(2)]
    const first = await cookies.run(ann, () => sessions.open(jar))
    const second = await cookies.run(bob, () => sessions.open(jar))
    expect(second).not.toBe(first)
    // In whichever order, and with whatever request under way when they are looked at.
    expect(cookies.run(bob, () => second.get('user'))).toBe(2)
    expect(cookies.run(bob, () => first.get('user'))).toBe(1)
  })
})
