import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { peerStore } from './iron-store-peers.ts'
import peerSeals from '../vectors/peer-seals.json' with { type: 'json' }
import {
  type Api,
  both,
  open,
  OPTIONS,
  ours,
  PASSWORD,
  sealIn,
  sealOf,
  theirs,
} from './next-iron-session-pair.ts'

const USER = { user: { id: 230, admin: true } }
/** The flash data of the writers whose entries do not name it. */
const FLASH: Record<string, object> = { 'iron-session 1.0.1 serializeCookie': { message: 'hi' } }

describe('the seals of all versions', () => {
  const sealed = peerSeals.map((entry) => ({
    ...entry,
    isSession: /iron-store|next-iron-session|iron-session 1/.test(entry.writer),
  }))

  it('are thirteen', () => {
    expect(sealed.map(({ isSession }) => isSession)).toEqual([
      ...Array.from({ length: 5 }, () => true),
      ...Array.from({ length: 8 }, () => false),
    ])
  })

  it.each(sealed.filter(({ isSession }) => isSession))('$writer is read', async (entry) => {
    const { seal, password, flash = FLASH[entry.writer] ?? {} } = entry
    const { session } = await open(ours, { password }, `c=${seal}`)
    expect(session.origin).toEqual({ kind: 'resumed', stale: false })
    expect(session.get('user')).toEqual(USER.user)
    expect(session.get()).toEqual({ ...USER, ...flash })
  })

  it('iron-store 1.3.5 array password is stale for a reader with another first password', async () => {
    const entry = sealed.find(({ writer }) => writer.includes('array'))!
    const password = [{ id: 3, password: PASSWORD.toUpperCase() }, ...(entry.password as [])]
    const { session } = await open(ours, { password }, `c=${entry.seal}`)
    expect(session.origin).toEqual({ kind: 'resumed', stale: true })
    expect(session.get()).toEqual(USER)
  })

  it.each(sealed.filter(({ isSession }) => !isSession))(
    '$writer is no session here: a link that somebody sealed would be a login',
    async ({ seal, password }) => {
      const passwords =
        typeof password === 'string'
          ? password
          : Object.entries(password).map(([id, secret]) => ({ id: Number(id), password: secret }))
      const { session } = await open(ours, { password: passwords }, `c=${seal}`)
      expect(session.origin).toEqual({ kind: 'rejected', reason: 'malformed' })
      expect(session.get()).toEqual({})
    },
  )
})

describe('the flash data of next-iron-session before version 4', () => {
  const flashed = async (): Promise<string> => {
    const store = await peerStore({ password: PASSWORD, ttl: 1000 })
    store.set('user', USER.user)
    store.setFlash('message', 'hi')
    return store.seal()
  }

  it.each(both)('is read once, in $name', async (api) => {
    const { session } = await open(api, {}, `c=${await flashed()}`)
    expect(session.get('message')).toBe('hi')
    expect(session.get('message')).toBeUndefined()
    expect(session.get()).toEqual(USER)
  })

  it.each(both)('N23: stays in the cookie until it is read and saved, in $name', async (api) => {
    const cookie = `c=${await flashed()}`
    const unread = await open(api, {}, cookie)
    const kept = await open(theirs, {}, `c=${sealIn(await unread.session.save())}`)
    expect(kept.session.get('message')).toBe('hi')

    const read = await open(api, {}, cookie)
    read.session.get('message')
    expect((await open(api, {}, cookie)).session.get('message')).toBe('hi')
    const gone = await open(theirs, {}, `c=${sealIn(await read.session.save())}`)
    expect(gone.session.get('message')).toBeUndefined()
    expect(gone.session.get()).toEqual(USER)
  })

  it.each(both)(
    'N23: wins over data by its name and loses in everything, in $name',
    async (api) => {
      const store = await peerStore({ password: PASSWORD })
      store.set('a', 'data')
      store.setFlash('a', 'flash')
      const cookie = `c=${await store.seal()}`
      const byName = await open(api, {}, cookie)
      expect([byName.session.get('a'), byName.session.get('a')]).toEqual(['flash', 'data'])
      const everything = await open(api, {}, cookie)
      expect(everything.session.get()).toEqual({ a: 'data' })
      expect(everything.session.get('a')).toBe('data')
    },
  )

  it.each(both)('N24: is forgotten by unset, in $name', async (api) => {
    const { session } = await open(api, {}, `c=${await flashed()}`)
    session.unset('message')
    expect(session.get()).toEqual(USER)
  })
})

describe('two servers, one with next-iron-session and one with ironseal', () => {
  const directions: [Api, Api][] = [
    [theirs, ours],
    [ours, theirs],
    [ours, ours],
  ]

  it.each(directions)('read what the other wrote: $name first', async (writer, reader) => {
    const values = {
      user: { id: 230, admin: true },
      text: 'ünïcödé 😀 \u0000 "quoted" </script>',
      numbers: [0, -1, 1.5, 1e21],
      deep: { a: [{ b: [null, true] }] },
      empty: '',
    }
    const { session } = await open(reader, {}, `c=${await sealOf(writer, values)}`)
    expect(session.get()).toEqual(values)
    for (const [name, value] of Object.entries(values)) expect(session.get(name)).toEqual(value)
  })

  it.each(directions)('rotate passwords together: $name first', async (writer, reader) => {
    const old = await sealOf(writer, USER)
    const password = [
      { id: 2, password: 'another_password_at_least_32_characters_long' },
      { id: 1, password: PASSWORD },
    ]
    const { session } = await open(reader, { password }, `c=${old}`)
    expect(session.get()).toEqual(USER)
    const renewed = await session.save()
    const back = await open(writer, { password: password.slice(0, 1) }, `c=${sealIn(renewed)}`)
    expect(back.session.get()).toEqual(USER)
  })

  it('carry one login, over real HTTP, back and forth', async () => {
    const serve = async (api: Api) => {
      const server = createServer((req, res) => {
        const handler = api.withIronSession(async (request: any, response: any) => {
          const path = request.url as string
          if (path === '/logout') request.session.destroy()
          else {
            request.session.set('visits', (request.session.get('visits') ?? 0) + 1)
            await request.session.save()
          }
          response.end(JSON.stringify(request.session.get()))
        }, OPTIONS)
        void handler(req, res)
      })
      server.listen(0, '127.0.0.1')
      await once(server, 'listening')
      return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
    }
    const servers = [await serve(theirs), await serve(ours)]
    let cookie = 'other=1'
    const bodies: unknown[] = []
    for (const [index, path] of ['/', '/', '/', '/', '/logout', '/', '/'].entries()) {
      const response = await fetch(servers[index % 2]!.url + path, { headers: { cookie } })
      const [line = ''] = response.headers.getSetCookie()
      cookie = line.includes('Max-Age=0') ? 'other=1' : `other=1; ${line.split(';')[0]}`
      bodies.push(await response.json())
    }
    for (const { server } of servers) server.close()
    expect(bodies).toEqual([
      { visits: 1 },
      { visits: 2 },
      { visits: 3 },
      { visits: 4 },
      {},
      { visits: 1 },
      { visits: 2 },
    ])
  })
})
