import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  cookieWith,
  eight,
  type Face,
  nine,
  open,
  OTHER_PASSWORD,
  PASSWORD,
  six,
  us,
} from './support.ts'

const PEERS: [string, Face][] = [
  ['6.3.1', six],
  ['8.0.4', eight],
  ['9.0.1', nine],
]

const VALUES: [string, Record<string, unknown>][] = [
  ['nothing', {}],
  ['the user of the README', { user: { id: 230, admin: true } }],
  ['every kind of JSON', { a: null, b: [1, 'x', { c: [] }], d: -0.5e-7, e: '', f: false }],
  ['text of all planes', { text: 'Grüße \u0000 \u2028 😀 \ud800 "\\' }],
  ['a key that is also a method of Object', { constructor: 1, toString: 2, hasOwnProperty: 3 }],
  ['integer keys', { 10: 'b', 9: 'a' }],
  ['three kilobytes', { text: 'x'.repeat(2500) }],
]

const read = (file: string) =>
  JSON.parse(readFileSync(new URL(`../../vectors/${file}`, import.meta.url), 'utf8'))
const interop: {
  password: string
  released: { impl: string; password: any; seal: string; data: unknown }[]
  mustReject: { tcId: number; why: string; seal: string }[]
  suffixPolicy: { suffix: string; seal: string }[]
} = read('iron-interop.json')
const peerSeals: { writer: string; password: any; seal: string }[] = read('peer-seals.json')

/** A list of next-iron-session as the map of iron-session. */
const asMap = (password: any) =>
  Array.isArray(password)
    ? Object.fromEntries(password.map((entry) => [entry.id, entry.password]))
    : password

describe.each(PEERS)('cookies and seals of iron-session %s', (_, peer) => {
  it.each(VALUES)('are read here: %s', async (_name, data) => {
    const cookie = await cookieWith(peer, data)
    expect({ ...(await open(us, cookie)).session }).toEqual({
      ...(await open(peer, cookie)).session,
    })
    expect({ ...(await open(us, cookie)).session }).toEqual(data)
    const seal = await peer.sealData(data, { password: PASSWORD })
    expect(await us.unsealData(seal, { password: PASSWORD })).toEqual(data)
  })

  it.each(VALUES)('are read there when they are ours: %s', async (_name, data) => {
    const cookie = await cookieWith(us, data)
    expect({ ...(await open(peer, cookie)).session }).toEqual(data)
    const seal = await us.sealData(data, { password: PASSWORD })
    expect(await peer.unsealData(seal, { password: PASSWORD })).toEqual(data)
  })

  it.each([
    ['a map', { 1: PASSWORD, 2: OTHER_PASSWORD }],
    ['a map with gaps', { 3: PASSWORD, 20: OTHER_PASSWORD }],
  ])('and with %s of passwords, both ways', async (_name, password) => {
    for (const [writer, reader] of [
      [us, peer],
      [peer, us],
    ] as const) {
      const cookie = await cookieWith(writer, { user: 1 }, { password })
      expect({ ...(await open(reader, cookie, { password })).session }).toEqual({ user: 1 })
    }
  })

  it('a deployment can go forward and back, one request after the other', async () => {
    let cookie = ''
    for (const [visits, face] of [peer, us, us, peer, peer, us, peer].entries()) {
      const { session } = await open(face, cookie)
      expect(session['visits'] ?? 0).toBe(visits)
      cookie = await cookieWith(face, { visits: visits + 1 })
    }
  })

  it('a password that became the first of a map reads what it sealed alone', async () => {
    const before = await cookieWith(peer, { user: 1 }, { password: PASSWORD })
    const password = { 1: PASSWORD, 2: OTHER_PASSWORD }
    expect({ ...(await open(us, before, { password })).session }).toEqual({ user: 1 })
    const after = await cookieWith(us, { user: 1 }, { password })
    expect(after).toMatch(/^myapp=Fe26\.2\*2\*/)
    expect({ ...(await open(us, before, { password: { 2: OTHER_PASSWORD } })).session }).toEqual({})
  })
})

describe('seals of released versions', () => {
  it.each(peerSeals)('$writer: opens as a session', async ({ password, seal }) => {
    const { session } = await open(us, `myapp=${seal}`, { password: asMap(password) })
    expect({ ...session }).toEqual({ user: { id: 230, admin: true } })
  })

  it.each(interop.released)('$impl: opens as a session and with unsealData', async (vector) => {
    const { impl, password, seal, data } = vector
    const expected = impl.startsWith('iron-store') ? (data as any).persistent : data
    const passwords = impl.includes('rotated') ? { 2: password, 1: OTHER_PASSWORD } : password
    const { session } = await open(us, `myapp=${seal}`, { password: passwords })
    expect({ ...session }).toEqual(expected)
    expect(await us.unsealData(seal, { password: passwords })).toEqual(expected)
  })

  it('flash data of next-iron-session is dropped, as in versions 6 and 8', async () => {
    const nested = { persistent: { user: 1 }, flash: { message: 'hi' } }
    const seal = (await nine.sealData(nested, { password: PASSWORD })).slice(0, -2)
    for (const face of [us, six, eight]) {
      expect({ ...(await open(face, `myapp=${seal}`)).session }).toEqual({ user: 1 })
    }
  })
})

describe('the shape of what is sealed', () => {
  const nested = { persistent: { user: 1 }, flash: {} }

  it.each(['', '~1', '~2', '~3', '~9999'])(
    'I24: is told by what is inside alone: {persistent, flash} is unwrapped behind %j too',
    async (suffix) => {
      const seal = (await nine.sealData(nested, { password: PASSWORD })).slice(0, -2) + suffix
      expect({ ...(await open(us, `myapp=${seal}`)).session }).toEqual({ user: 1 })
      expect(await us.unsealData(seal, { password: PASSWORD })).toEqual({ user: 1 })
    },
  )

  it.each([
    ['one key more', { persistent: {}, flash: {}, user: 1 }],
    ['one key less', { persistent: { user: 1 } }],
    ['a list', { persistent: [], flash: {} }],
    ['null', { persistent: {}, flash: null }],
    ['text', { persistent: 'x', flash: {} }],
  ])('I24: with %s, it is data like any other', async (_, data) => {
    const cookie = await cookieWith(us, data)
    expect({ ...(await open(us, cookie)).session }).toEqual(data)
    const seal = await us.sealData(data, { password: PASSWORD })
    expect(await us.unsealData(seal, { password: PASSWORD })).toEqual(data)
  })

  it.each(interop.suffixPolicy)(
    'T49, I24: behind a seal, $suffix gives the same data or nothing, never another shape',
    async ({ suffix, seal }) => {
      const { password } = interop
      const plain = await us.unsealData(interop.suffixPolicy[0]!.seal, { password })
      expect(Object.keys(plain).length).toBeGreaterThan(0)
      const expected = /^(~\d*)?$/.test(suffix) && suffix !== '~' ? plain : {}
      expect(await us.unsealData(seal, { password })).toEqual(expected)
      const { session } = await open(us, `myapp=${encodeURIComponent(seal)}`, { password })
      expect({ ...session }).toEqual(expected)
    },
  )

  it.each(['~1', '~3', ''])('I24: version 8 reshapes flat data behind %j', async (suffix) => {
    const seal = (await us.sealData({ user: 1 }, { password: PASSWORD })).slice(0, -2) + suffix
    expect({ ...(await open(eight, `myapp=${seal}`)).session }).toEqual({})
    expect({ ...(await open(us, `myapp=${seal}`)).session }).toEqual({ user: 1 })
  })
})

describe('texts that no library may take for a seal', () => {
  it.each(interop.mustReject)('$tcId, $why: is an empty session and {}', async ({ seal }) => {
    const { password } = interop
    expect(await us.unsealData(seal, { password: { 1: password } })).toEqual({})
    const header = encodeURIComponent(seal)
    const { session } = await open(us, `myapp=${header}`, { password: { 1: password } })
    expect({ ...session }).toEqual({})
    expect(await us.unsealData(seal, { password })).toEqual({})
  })
})
