import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { KeyRing } from '../keys/key-ring.ts'
import { findOpenSession, type Opening, rememberOpenSession } from './registry.ts'

const PASSWORD = 'a password of thirty-two letters'
const response = {}
const opening: Opening = {
  api: 'next-iron-session',
  cookieName: 's',
  ring: KeyRing.fromPassword(PASSWORD),
  owner: {},
  response,
  seals: ['one', 'two'],
}

describe('a session that is open', () => {
  it('is found again by an opening that agrees in everything', () => {
    const request = {}
    const handle = { handle: true }
    rememberOpenSession(request, opening, handle)
    const again = {
      ...opening,
      owner: {},
      ring: KeyRing.fromPassword(PASSWORD),
      seals: ['one', 'two'],
    }
    expect(findOpenSession(request, again)).toBe(handle)
  })

  it.each<[string, Partial<Opening>]>([
    ['another API', { api: 'iron-session' }],
    ['another cookie', { cookieName: 't' }],
    ['another password', { owner: {}, ring: KeyRing.fromPassword(`${PASSWORD}.`) }],
    ['another response', { response: {} }],
    ['another seal', { seals: ['one', 'other'] }],
    ['other order of seals', { seals: ['two', 'one'] }],
    ['one seal less', { seals: ['one'] }],
    ['one seal more', { seals: ['one', 'two', 'three'] }],
    ['no seals', { seals: [] }],
  ])('is not found with %s', (_, change) => {
    const request = {}
    rememberOpenSession(request, opening, {})
    expect(findOpenSession(request, { ...opening, ...change })).toBeUndefined()
  })

  it('without a ring is shared within one configuration only', () => {
    const request = {}
    const alone = { ...opening, ring: undefined }
    rememberOpenSession(request, alone, 'handle')
    expect(findOpenSession(request, { ...alone })).toBe('handle')
    expect(findOpenSession(request, { ...alone, owner: {} })).toBeUndefined()
    expect(findOpenSession(request, { ...opening, owner: {} })).toBeUndefined()
    const ringed = {}
    rememberOpenSession(ringed, opening, 'handle')
    expect(findOpenSession(ringed, { ...alone, owner: {} })).toBeUndefined()
  })

  it('is the latest of its cookie: an older one with the same seals may be logged out', () => {
    const request = {}
    rememberOpenSession(request, opening, 'first')
    rememberOpenSession(request, { ...opening, seals: ['three'] }, 'second')
    expect(findOpenSession(request, opening)).toBeUndefined()
    expect(findOpenSession(request, { ...opening, seals: ['three'] })).toBe('second')
    rememberOpenSession(request, opening, 'third')
    expect(findOpenSession(request, opening)).toBe('third')
  })

  it('is not found on another request', () => {
    const request = {}
    rememberOpenSession(request, opening, {})
    expect(findOpenSession({}, opening)).toBeUndefined()
  })

  it('stands beside others on the same request', () => {
    const request = {}
    const other = { ...opening, cookieName: 't' }
    rememberOpenSession(request, opening, 'first')
    rememberOpenSession(request, other, 'second')
    expect(findOpenSession(request, opening)).toBe('first')
    expect(findOpenSession(request, other)).toBe('second')
  })

  const name = Symbol.for('ironseal.open-sessions.v1')
  type Marked = { readonly [name]?: { handleFor(opening: Opening): unknown } }

  it('is found by another copy of the package, under a name that both know', () => {
    const request: Marked = {}
    rememberOpenSession(request, opening, 'shared')
    const other = { ...opening, owner: {}, ring: KeyRing.fromPassword(PASSWORD) }
    expect(request[name]?.handleFor(other)).toBe('shared')
  })

  it('shows nothing of what it was opened with where the request is logged', () => {
    const request = {}
    rememberOpenSession(request, { ...opening, seals: ['a-seal'] }, { user: 'a-handle' })
    expect(inspect(request, { depth: 9, showHidden: true })).not.toMatch(/a-seal|a-handle/)
  })

  it('is found where the request takes no property', () => {
    const request = Object.freeze({})
    rememberOpenSession(request, opening, 'shared')
    expect(findOpenSession(request, opening)).toBe('shared')
  })

  it('whatever it carries, if nobody has looked at it yet', () => {
    const request = {}
    rememberOpenSession(request, { ...opening, unread: true }, 'unread')
    expect(findOpenSession(request, { ...opening, seals: ['another'] })).toBe('unread')
    expect(findOpenSession(request, { ...opening, response: {} })).toBeUndefined()
  })
})
