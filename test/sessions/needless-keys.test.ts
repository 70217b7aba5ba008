import { expect, it, vi } from 'vitest'
import { createSessions } from '../../src/index.ts'

it('a cookie that is no seal asks for no key, so that a vault that is down fails nobody by it', async () => {
  const password = vi.fn(async (): Promise<string> => {
    throw new Error('the vault is down')
  })
  const unhandled: unknown[] = []
  const note = (reason: unknown): void => void unhandled.push(reason)
  process.on('unhandledRejection', note)
  const sessions = createSessions({ password, cookieName: 's' })
  for (const cookie of ['garbage', `s${'Q'.repeat(20_000)}`]) {
    const session = await sessions.open({
      read: (name) => (name === 's' ? cookie : undefined),
      write: () => undefined,
    })
    expect(session.origin.kind).toBe('rejected')
  }
  await new Promise((resolve) => setTimeout(resolve, 20))
  process.off('unhandledRejection', note)
  expect([unhandled, password.mock.calls]).toEqual([[], []])
})
