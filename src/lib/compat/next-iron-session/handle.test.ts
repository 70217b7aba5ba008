import { platform } from '#platform'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { applySession } from './functions.ts'
import type { Session } from './types.ts'

const options = { password: 'a password of thirty-two letters', cookieName: 's' }

const open = async (cookie?: string): Promise<{ session: Session; lines: () => string[] }> => {
  const headers = new Map<string, string[]>()
  const req = { headers: { cookie } } as { headers: object; session?: Session }
  const res = {
    getHeader: (name: string) => headers.get(name),
    setHeader: (name: string, value: string[]) => headers.set(name, value),
  }
  await applySession(req, res, options)
  return { session: req.session!, lines: () => headers.get('set-cookie') ?? [] }
}

describe('a logout of next-iron-session', () => {
  it('is not undone by a save that nobody waited for', async () => {
    const { session, lines } = await open()
    session.set('user', 1)
    const saving = session.save()
    session.destroy()
    await saving
    expect(lines().at(-1)).toMatch(/^s=; Max-Age=0;/)
    expect(lines()).toHaveLength(platform.synchronous ? 2 : 1)
  })

  it('is not the end: what is set and saved afterwards is a new session', async () => {
    const { session, lines } = await open()
    session.destroy()
    session.set('user', 2)
    expect(await session.save()).toBe(lines().at(-1))
    expect((await open(lines().at(-1)!.split(';')[0])).session.get('user')).toBe(2)
  })
})

describe('DEBUG=next-iron-session', () => {
  const error = vi.spyOn(console, 'error')
  afterEach(() => {
    vi.unstubAllEnvs()
    error.mockReset()
  })

  it.each(['next-iron-session', 'express,next-iron-session', '*'])(
    '%s: says why a session began anew',
    async (names) => {
      vi.stubEnv('DEBUG', names)
      error.mockImplementation(() => {})
      const { session } = await open('s=abc')
      session.get('user')
      session.get('user')
      expect(error.mock.calls).toEqual([
        [
          'next-iron-session Received error from Iron: malformed, session was automatically restarted',
        ],
      ])
    },
  )

  it.each([undefined, '', 'express', 'next-iron-session-not'])(
    '%j: says nothing',
    async (names) => {
      vi.stubEnv('DEBUG', names)
      error.mockImplementation(() => {})
      const { session } = await open('s=abc')
      session.get('user')
      expect(error).not.toHaveBeenCalled()
    },
  )
})
