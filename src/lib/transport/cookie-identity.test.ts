import { describe, expect, it } from 'vitest'
import { isSameCookie } from './cookie-identity.ts'
import { makeCookie } from './set-cookie.ts'

const bare = makeCookie('s', 'v', {})
const full = makeCookie('s', 'v', { domain: 'example.org', path: '/app' })

describe('isSameCookie', () => {
  it.each([
    's=',
    's=other',
    's=other; Max-Age=0; HttpOnly',
    's=a=b; Path=',
    's=%; Domain=',
    's=%E0%A4%A',
  ])('finds a cookie without domain and path in %j', (line) => {
    expect(isSameCookie(line, bare)).toBe(true)
  })

  it.each([
    's=x; Domain=example.org; Path=/app',
    's=x; path=/app; DOMAIN=.Example.ORG; Secure',
    's=x;Domain=example.org;Path=/app',
    's=x; Path=/; Path=/app; Domain=example.org',
  ])('finds a cookie of domain and path in %j', (line) => {
    expect(isSameCookie(line, full)).toBe(true)
  })

  it.each([
    '',
    's',
    '=s=1',
    'S=1',
    'ss=1',
    's.0=1',
    'as=1',
    ' s=1',
    's =1',
    '__Host-s=1',
    '\0garbage',
    's=1; Path=/',
    's=1; Domain=example.org',
    's=1; Domain=example.com; Path=/app',
    's=1; Domain=www.example.org; Path=/app',
    's=1; Domain=example.org; Path=/',
    's=1; Domain=example.org; Path=/App',
  ])('leaves %j alone', (line) => {
    const cookie = line.includes('example') || line.includes('Path=/app') ? full : bare
    expect(isSameCookie(line, line === 's=1; Domain=example.org' ? bare : cookie)).toBe(false)
  })
})
