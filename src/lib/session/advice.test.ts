import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import {
  adviseOnBigHeader,
  adviseOnPlainHttp,
  adviseOnRejection,
  adviseOnUnsaved,
} from './advice.ts'
import { forgetWarnings, isDevelopment, warnOnce } from './warnings.ts'

const said: string[] = []

beforeEach(() => {
  vi.spyOn(console, 'warn').mockImplementation((text: string) => void said.push(text))
})
afterEach(() => {
  said.length = 0
  forgetWarnings()
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
  vi.unstubAllGlobals()
})

it('advice is said once for each cookie, and names what to do', () => {
  for (let round = 0; round < 2; round++)
    for (const name of ['s', 't']) {
      adviseOnRejection('invalid', name)
      adviseOnPlainHttp(name)
      adviseOnUnsaved(name)
      adviseOnBigHeader(name, 4000)
    }
  expect(said).toHaveLength(8)
  expect(said.every((text) => /^ironseal: .*`[st]`/.test(text))).toBe(true)
  expect(said.slice(0, 4)).toEqual([
    expect.stringMatching(/not in use here.*changes at every start.*keep the old one/),
    expect.stringMatching(/over plain http.*ends TLS set `trustProxy: true`.*secure: 'auto'/),
    expect.stringMatching(/not saved. Call `await session.save\(\)` before the response is sent/),
    expect.stringMatching(
      /4000 bytes of Set-Cookie.*keep less in the session, or raise `proxy_buffer_size`/,
    ),
  ])
})

it.each([
  ['invalid', 1],
  ['unknown-key', 1],
  ['expired', 0],
  ['malformed', 0],
  ['schema', 0],
] as const)('a cookie that was refused as %s gives advice on passwords: %i', (reason, count) => {
  adviseOnRejection(reason, 's')
  expect(said).toHaveLength(count)
})

it('nothing is said in production, and what was not said there is said later', () => {
  vi.stubEnv('NODE_ENV', 'production')
  expect(isDevelopment()).toBe(false)
  warnOnce('key', 'text')
  expect(said).toEqual([])
  vi.stubEnv('NODE_ENV', '')
  expect(isDevelopment()).toBe(true)
  warnOnce('key', 'text')
  warnOnce('key', 'text')
  expect(said).toEqual(['ironseal: text'])
})

it.each([undefined, {}])('nothing is said where nothing tells what it is: %j', (process) => {
  vi.stubGlobal('process', process)
  expect(isDevelopment()).toBe(false)
  warnOnce('key', 'text')
  vi.unstubAllGlobals()
  expect(said).toEqual([])
})
