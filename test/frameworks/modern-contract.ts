import { expect, it } from 'vitest'
import { Client } from './client.ts'
import type { Program } from './program.ts'

/** What a middleware with the object of `createSessions` owes its users, in every framework. */
export function describeModern(program: () => Program): void {
  const client = (): Client => new Client(program().url)

  it('saves by itself what a request changed, and nothing else', async () => {
    const ada = client()
    expect((await ada.get('/profile')).setCookies, 'an anonymous visit').toEqual([])
    expect((await ada.get('/login')).setCookies).toHaveLength(1)
    expect((await ada.get('/profile')).json).toEqual({ name: 'Ada', visits: 0, reason: null })

    await ada.get('/visit')
    const again = await ada.get('/profile')
    expect(again.json).toEqual({ name: 'Ada', visits: 1, reason: null })
    expect(again.setCookies, 'nothing changed').toEqual([])
    expect((await ada.get('/untouched')).setCookies).toEqual([])
  })

  it('saves nothing of a request that failed', async () => {
    const ada = client()
    await ada.get('/login')
    expect((await ada.get('/fail')).setCookies).toEqual([])
    expect((await ada.get('/profile')).json.visits).toBe(0)
  })

  it('shares the session between middleware and wrapper', async () => {
    const ada = client()
    await ada.get('/login')
    const wrapped = await ada.get('/wrapped')
    expect(wrapped.json).toEqual({ name: 'Ada' })
    expect(wrapped.setCookies).toHaveLength(1)
  })

  it('logs out, and says why a cookie was refused', async () => {
    const ada = client()
    await ada.get('/login')
    const stolen = `modern=${ada.jar.get('modern')}`
    await ada.get('/logout')
    expect(ada.jar.has('modern')).toBe(false)
    const end = stolen.endsWith('AA') ? 'BA' : 'AA'
    const altered = await ada.get('/profile', { cookie: `${stolen.slice(0, -2)}${end}` })
    expect(altered.json).toMatchObject({ name: null, reason: 'invalid' })
    expect(altered.status).toBe(200)
  })

  it('keeps private responses out of shared caches', async () => {
    const ada = client()
    await ada.get('/login')
    const { headers } = await ada.get('/profile')
    expect(headers.get('cache-control')).toBe('private, no-store')
    expect(headers.get('vary')).toContain('Cookie')
  })
}
