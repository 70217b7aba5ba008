import { describe, expect, it } from 'vitest'
import { assertFits, cookieTooBig } from './cookie-limit.ts'
import { makeCookie } from './set-cookie.ts'

const limit = {
  measure: (text: string) => text.length,
  tooBig: (size: number) => `too big: ${size}`,
}
/** A cookie whose whole line has this length. */
const lineOf = (length: number) => makeCookie('s', 'v'.repeat(length - 2), {})

describe('assertFits', () => {
  it('takes 4096 and refuses 4097', () => {
    for (const length of [3, 4095, 4096]) {
      expect(() => assertFits(lineOf(length), limit, () => '')).not.toThrow()
    }
    expect(() => assertFits(lineOf(4097), limit, () => 'It is the cart.')).toThrow(
      expect.objectContaining({
        code: 'ERR_IRONSEAL_COOKIE_TOO_BIG',
        message: 'too big: 4097',
        option: 'cookieName',
        hint: expect.stringContaining('It is the cart.'),
      }),
    )
  })

  it('does not ask what makes a cookie big before one is', () => {
    const explain = (): string => {
      throw new Error('asked')
    }
    expect(() => assertFits(lineOf(4096), limit, explain)).not.toThrow()
  })
})

describe('cookieTooBig', () => {
  it('says what to do about it', () => {
    expect(cookieTooBig('m', 'e').hint).toMatch(/4096 bytes.* e .*database/)
  })
})
