import { describe, expect, it } from 'vitest'
import { webExchange } from '../exchanges/web.ts'
import { createOpener } from '../openers/opener.ts'
import { resolveSessions } from '../options/resolve-sessions.ts'
import type { ManagedHandle } from './create-handle.ts'

const opener = createOpener(
  resolveSessions({ password: 'zJ8#tK2!qW5vR9xL-mN3pB7dF1hG6sY4', bearer: true }),
)

async function open(headers: Record<string, string> = {}): Promise<ManagedHandle> {
  return opener.open(webExchange(new Request('https://e.org/', { headers }), new Headers()))
}

describe('what would be lost if the response ended now', () => {
  it.each<[string, (on: ManagedHandle) => unknown, boolean]>([
    ['nothing of a session that nobody looked at', () => undefined, false],
    ['nothing of one that was read', ({ handle }) => handle.get('user'), false],
    ['a value', ({ handle }) => handle.set('user', 1), true],
    ['a value that can never be saved', ({ handle }) => handle.set('user', 1n), true],
    ['flash data', ({ handle }) => handle.flash('notice', 1), true],
    ['a new beginning', ({ handle }) => handle.regenerate(), true],
    ['nothing behind a logout', ({ handle }) => (handle.set('user', 1), handle.destroy()), false],
    ['nothing that was saved', ({ handle }) => (handle.set('user', 1), handle.save()), false],
  ])('is %s', async (_, act, unsaved) => {
    const managed = await open()
    await act(managed)
    expect(managed.hasUnsaved()).toBe(unsaved)
  })
})

it('a session is in use when somebody looks at it', async () => {
  const managed = await open()
  expect(managed.used()).toBe(false)
  expect(managed.handle.has('user')).toBe(false)
  expect(managed.used()).toBe(true)
})

it('what came in a header of the client is not committed, and fails no request', async () => {
  const fresh = await open()
  const seal = await opener.toBearer(fresh.handle)
  const managed = await open({ authorization: `Bearer ${seal}` })
  managed.handle.set('user', 1)
  expect(await managed.commit(true)).toEqual([])
})
