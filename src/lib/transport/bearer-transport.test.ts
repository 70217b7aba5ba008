import { describe, expect, it } from 'vitest'
import { cookieStoreExchange } from '../exchanges/cookie-store.ts'
import { nodeExchange } from '../exchanges/node.ts'
import { createBearerTransport } from './bearer-transport.ts'

const transport = createBearerTransport()
const exchangeWith = (authorization?: string | string[]) =>
  nodeExchange(
    { headers: { authorization } },
    { getHeader: () => undefined, setHeader: () => undefined },
  )
const read = (authorization?: string | string[]): readonly string[] =>
  transport.read(exchangeWith(authorization))

describe('the Authorization header', () => {
  it.each(['Bearer abc', 'bearer abc', 'BEARER   abc'])('gives its seal: %s', (header) => {
    expect(read(header)).toEqual(['abc'])
  })

  it('gives all that RFC 6750 calls a token, and nothing beyond', () => {
    expect(read('Bearer aZ09-._~+/==')).toEqual(['aZ09-._~+/=='])
    for (const header of [
      undefined,
      '',
      'Bearer',
      'Bearer ',
      'Bearer\tabc',
      ' Bearer abc',
      'Bearer abc ',
      'Bearer a=b',
      'Bearer a,b',
      'Bearer %41',
      'Bearer é',
      'Bearer a\nb',
      'Basic abc',
      'BearerX abc',
      ['Bearer a', 'Bearer b'],
    ])
      expect([header, read(header)]).toEqual([header, []])
  })

  it('is not there in a cookie store', () => {
    const store = cookieStoreExchange({ get: () => undefined, set: () => undefined })
    expect(transport.read(store)).toEqual([])
  })

  it('takes time in proportion to its length at most', () => {
    expect(read(`Bearer ${'a='.repeat(500_000)}`)).toEqual([])
    expect(read(`Bearer ${' '.repeat(1_000_000)}`)).toEqual([])
  })

  it('is the client’s: nothing is written to it', () => {
    const usage = expect.objectContaining({
      code: 'ERR_IRONSEAL_USAGE',
      message: 'A session that came in an Authorization header cannot be sent back',
    })
    expect(() => transport.write(exchangeWith(), 'x', () => '')).toThrow(usage)
    expect(() => transport.clear(exchangeWith())).toThrow(usage)
  })
})
