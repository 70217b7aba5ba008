import { describe, expect, it } from 'vitest'
import { cookieWith, eight, lines, open, outcomeOf, sameAsNine, stopClock, us } from './support.ts'

describe('a session that is too big', () => {
  it('I9: says its bytes and writes nothing; the session stays as it is', async () => {
    const { value } = await sameAsNine(async (face) => {
      const { session, response } = await open(face)
      session['text'] = 'x'.repeat(3000)
      return [await outcomeOf(() => session.save()), lines(response), session['text'].length]
    })
    expect(value[0].error).toMatch(
      /^iron-session: Cookie length is too big \(\d{4} bytes\), browsers will refuse it\. Remove some data/,
    )
    expect(value.slice(1)).toEqual([[], 3000])
  })

  it('I9: the limit is 4096 bytes of the whole Set-Cookie value, to the byte', async () => {
    const { value } = await sameAsNine(async (face) => {
      const sizes: unknown[] = []
      for (let length = 0; length < 60; length++) {
        const cookieOptions = { path: `/${'p'.repeat(length)}` }
        const { session, response } = await open(face, undefined, { cookieOptions })
        session['text'] = 'x'.repeat(2820)
        const { error } = (await outcomeOf(() => session.save())) as { error?: string }
        sizes.push(error === undefined ? lines(response)[0]!.length : Number(/\d+/.exec(error)))
        expect(error !== undefined).toBe((sizes.at(-1) as number) > 4096)
      }
      return sizes
    })
    expect(value).toEqual(expect.arrayContaining(Array.from({ length: 9 }, (_, at) => 4092 + at)))
  })

  it('I9: a session that is stored in chunks and not split here says so', async () => {
    const big = { text: 'x'.repeat(3000) }
    const cookie = await cookieWith(us, big, { chunk: true })
    const outcome = await sameAsNine(async (face) => {
      const { session } = await open(face, cookie)
      await session.save()
    })
    expect(outcome.error).toContain('`chunk` is not enabled here, but this session is already')
  })

  it('I9: more than four cookies are refused with their number', async () => {
    const outcome = await sameAsNine(async (face) => {
      const { session, response } = await open(face, undefined, { chunk: true })
      session['text'] = 'x'.repeat(20_000)
      const failed = await outcomeOf(() => session.save())
      expect(lines(response)).toEqual([])
      return failed
    })
    expect(outcome.value.error).toMatch(/needs 7 cookies and the maximum is 4/)
  })

  it('I9: a name that leaves no room is refused with the bytes that it takes', async () => {
    const outcome = await sameAsNine(async (face) => {
      const { session } = await open(face, undefined, { chunk: true, cookieName: 'n'.repeat(4096) })
      await session.save()
    })
    expect(outcome.error).toMatch(/The cookie name and options alone take 4\d\d\d bytes/)
  })

  it('I9: is measured as version 8 measured it, which said less', async () => {
    stopClock()
    const messages = await Promise.all(
      [us, eight].map(async (face) => {
        const { session } = await open(face, undefined, { ttl: 3600 })
        session['text'] = 'x'.repeat(3000)
        return session.save().then(
          () => expect.unreachable(),
          (error: Error) => error.message,
        )
      }),
    )
    const bytes = messages.map((message) => /\((\d+) bytes\)/.exec(message)?.[1])
    expect(bytes[0]).toBe(bytes[1])
    expect(messages[1]).toMatch(/bytes\), browsers will refuse it\. Try to remove/)
  })
})
