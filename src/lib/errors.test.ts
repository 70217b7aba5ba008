import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { isSessionError, SessionError } from './errors.ts'

describe('SessionError', () => {
  it('carries a code, and what to do about it', () => {
    const cause = new TypeError('theirs')
    const error = new SessionError('ERR_IRONSEAL_OPTION', 'No', {
      option: 'ttl',
      hint: 'Do',
      cause,
    })
    expect(error).toBeInstanceOf(Error)
    const { name, code, message, option, hint } = error
    expect([name, code, message, option, hint]).toEqual([
      'Error',
      'ERR_IRONSEAL_OPTION',
      'No',
      'ttl',
      'Do',
    ])
    expect(error.cause).toBe(cause)
    expect(String(error)).toBe('Error: No')
    expect(inspect(error)).toContain('ERR_IRONSEAL_OPTION')
  })

  it('has no cause where there is none', () => {
    const error = new SessionError('ERR_IRONSEAL_USAGE', 'No')
    expect(error).not.toHaveProperty('cause')
    expect(error.option).toBeUndefined()
    expect(error.hint).toBeUndefined()
    expect('cause' in new SessionError('ERR_IRONSEAL_USAGE', 'No', { cause: undefined })).toBe(true)
  })
})

describe('isSessionError', () => {
  it('knows one of this copy and one of another', () => {
    const other = Object.assign(new Error('x'), { code: 'ERR_IRONSEAL_USAGE' })
    expect(isSessionError(new SessionError('ERR_IRONSEAL_USAGE', 'x'))).toBe(true)
    expect(isSessionError(other)).toBe(true)
  })

  it.each([
    undefined,
    null,
    'ERR_IRONSEAL_USAGE',
    new Error('x'),
    Object.assign(new Error('x'), { code: 'ERR_HTTP_HEADERS_SENT' }),
    Object.assign(new Error('x'), { code: 5 }),
    { code: 'ERR_IRONSEAL_USAGE' },
  ])('does not take %s for one', (value) => {
    expect(isSessionError(value)).toBe(false)
  })
})
