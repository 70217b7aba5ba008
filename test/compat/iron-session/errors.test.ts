import { createServer, type ServerResponse } from 'node:http'
import assert from 'node:assert/strict'
import { describe, expect, it } from 'vitest'
import { isSessionError } from '../../../src/lib/errors.ts'
import {
  cookieWith,
  eight,
  lines,
  masked,
  open,
  OPTIONS,
  outcomeOf,
  PASSWORD,
  request,
  sameAsNine,
  serve,
  us,
} from './support.ts'

describe('a response that is on its way', () => {
  it('I8: save() after the headers were sent says so (Node)', async () => {
    const { value } = await sameAsNine(async (face) => {
      const call = await serve(async (req, res) => {
        const session = await face.getIronSession(req, res, OPTIONS)
        session['user'] = 1
        res.write('begun ')
        const failed = await outcomeOf(() => session.save())
        res.end(JSON.stringify([failed, session]))
      })
      const { body, setCookies } = await call()
      return [body, setCookies]
    })
    expect(value[0]).toContain('session.save() was called after headers were sent')
    expect(value[0]).toContain('{"user":1}')
    expect(value[1]).toEqual([])
  })

  it("I20, T16: destroy() after the headers were sent throws Node's own error, and loses nothing", async () => {
    const call = await serve(async (req, res) => {
      const session = await us.getIronSession(req, res, OPTIONS)
      session['user'] = 1
      res.write('begun ')
      const failed = await outcomeOf(() => session.destroy())
      res.end(JSON.stringify([failed, session]))
    })
    expect((await call()).body).toMatch(
      /^begun .*Cannot set headers after they are sent.*\{"user":1\}/,
    )
  })

  it('I8: save() after the body was used says so (web)', async () => {
    const { value } = await sameAsNine(async (face) => {
      const { session, response } = await open(face)
      session['user'] = 1
      await response.text()
      return [await outcomeOf(() => session.save()), lines(response), { ...session }]
    })
    expect(value[0].error).toContain('the response body has already been consumed')
    expect(value.slice(1)).toEqual([[], { user: 1 }])
  })

  it('R11, T16: destroy() after the body was used says the same instead of nothing, and loses nothing', async () => {
    const cookie = await cookieWith(us, { user: 1 })
    const { session, response } = await open(us, cookie)
    await response.text()
    const failed = await outcomeOf(() => session.destroy())
    expect(failed).toEqual(await outcomeOf(() => session.save()))
    expect({ ...session }).toEqual({ user: 1 })
    expect(lines(response)).toEqual([])
  })

  it('R11: a body that is used while the session is being sealed is noticed too', async () => {
    const { session, response } = await open(us)
    session['user'] = 1
    const saved = session.save().then(
      () => 'saved',
      (error: Error) => error.message,
    )
    const wasSealedAtOnce = lines(response).length === 1
    await response.text()
    expect(await saved).toMatch(wasSealedAtOnce ? /^saved$/ : /body has already been consumed/)
    expect(lines(response)).toHaveLength(wasSealedAtOnce ? 1 : 0)
  })

  it.each([
    ['Response.redirect()', () => Response.redirect('https://example.com/login')],
    ['Response.error()', () => Response.error()],
  ])(
    'R12, T9: a response that takes no cookie (%s) is named, and nothing is lost',
    async (_, make) => {
      const response = make()
      const cookie = await cookieWith(us, { user: 1 })
      const session = await us.getIronSession(request(cookie), response, OPTIONS)
      for (const call of [() => session.save(), () => session.destroy()]) {
        await expect(async () => call()).rejects.toMatchObject({
          code: 'ERR_IRONSEAL_NOT_WRITABLE',
          message: expect.stringContaining('immutable'),
          hint: expect.stringContaining('new Response('),
        })
      }
      expect({ ...session }).toEqual({ user: 1 })
    },
  )

  it('R12, T9: neither is one that was fetched', async () => {
    const server = createServer((_, res) => res.end('x'))
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve)
    })
    const { port } = server.address() as { port: number }
    const fetched = await fetch(`http://127.0.0.1:${port}/`)
    const session = await us.getIronSession(request(), fetched, OPTIONS)
    await expect(session.save()).rejects.toMatchObject({ code: 'ERR_IRONSEAL_NOT_WRITABLE' })
    await fetched.text()
    server.close()
  })
})

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

  it('I9: version 8 measured the same and says less', async () => {
    const { session } = await open(eight)
    session['text'] = 'x'.repeat(3000)
    await expect(session.save()).rejects.toThrow(/bytes\), browsers will refuse it\. Try to remove/)
  })
})

describe('data that JSON would change', () => {
  class User {
    name = 'x'
  }
  const circle: Record<string, unknown> = {}
  circle['self'] = { circle }
  const twice = { a: 1 }

  it.each([
    ['a Date', { d: new Date(0) }, ' (session.d is a Date)'],
    ['a Map', { a: { b: new Map() } }, ' (session.a.b is a Map)'],
    ['a Set in a list', { list: [1, new Set()] }, ' (session.list[1] is a Set)'],
    ['a class instance', { user: new User() }, ' (session.user is a User)'],
    ['bytes', { bytes: new Uint8Array(2) }, ' (session.bytes is a Uint8Array)'],
    ['a BigInt', { n: 1n }, ' (session.n is a bigint)'],
    ['a function', { f() {} }, ' (session.f is a function)'],
    ['a symbol', { s: Symbol('x') }, ' (session.s is a symbol)'],
    ['NaN', { n: Number.NaN }, ' (session.n is NaN)'],
    ['-Infinity', { n: -Infinity }, ' (session.n is -Infinity)'],
    [
      'a function five levels down',
      { a: { b: { c: { d: { e: () => {} } } } } },
      ' (session.a.b.c.d.e is a function)',
    ],
    [
      'a Date five levels down',
      { a: { b: { c: { d: { e: new Date(0) } } } } },
      ' (session.a.b.c.d.e is a Date)',
    ],
    [
      'a function six levels down',
      { a: { b: { c: { d: { e: { f() {} } } } } } },
      ' (session.a.b.c.d.e.f is a function)',
    ],
    ['a Date six levels down', { a: { b: { c: { d: { e: { f: new Date(0) } } } } } }, ''],
    ['NaN seven levels down', { a: { b: { c: { d: { e: { f: { g: Number.NaN } } } } } } }, ''],
    ['undefined in a list', { list: [undefined] }, ''],
    ['a circle', circle, ''],
    ['a symbol as a key', { a: { [Symbol('x')]: 1 } }, ''],
    ['a hidden key', { a: Object.defineProperty({}, 'hidden', { value: 1 }) }, ''],
    ['a hole before a Date', { list: [undefined], d: new Date(0) }, ' (session.d is a Date)'],
  ])('I10: %s is refused by its path, and nothing is written', async (_, data: object, where) => {
    const { value } = await sameAsNine(async (face) => {
      const { session, response } = await open(face)
      Object.assign(session, data)
      const failed = await outcomeOf(() => session.save())
      const sealed = await outcomeOf(() => face.sealData(data, { password: PASSWORD }))
      return [failed, lines(response), sealed]
    })
    const error = `iron-session: The session data is not JSON serializable${where}. Store plain JSON values only: a Date must be stored as a timestamp (Date.now()) or an ISO string, and Map/Set/BigInt/functions are not supported.`
    expect(value).toEqual([{ error }, [], { error }])
  })

  it.each([
    ['null, true, numbers, text', { a: null, b: true, c: -0.5, d: 'x' }],
    ['undefined as a value, which is left out', { a: undefined, b: { c: undefined } }],
    ['the same object twice', { a: twice, b: twice, c: [twice, twice] }],
    ['an object without a prototype', { a: Object.assign(Object.create(null), { b: 1 }) }],
    ['a list with a name on it', { a: Object.assign([1], { extra: () => {} }) }],
    ['nothing', {}],
  ])('I10: %s is sealed', async (_, data: object) => {
    await sameAsNine(async (face) => {
      const seal = await face.sealData(data, { password: PASSWORD })
      return [seal, await face.unsealData(seal, { password: PASSWORD })]
    })
  })

  it.each([
    ['a class instance', new User()],
    ['a Date', new Date(0)],
    ['a Map', new Map([[1, 2]])],
    ['an object with a toJSON further up', Object.create({ toJSON: () => 'other' })],
    ['text', 'text'],
    ['an empty text', ''],
    ['a number', 5],
    ['true', true],
    ['null', null],
    ['undefined', undefined],
    ['a function', () => {}],
    ['NaN', Number.NaN],
  ])('I10: at the top, %s is what it is in version 9', async (_, data) => {
    await sameAsNine(async (face) => {
      const seal = await face.sealData(data, { password: PASSWORD })
      return [seal, await face.unsealData(seal, { password: PASSWORD })]
    })
  })

  it('I10: a hole in a list is refused (version 9 stumbles over it with an error of its own)', async () => {
    const list = [1, 2, 3]
    delete list[1]
    await expect(us.sealData({ list }, { password: PASSWORD })).rejects.toThrow(/serializable\./)
  })

  it('a list at the top stays a list (version 9 makes an object of it)', async () => {
    const seal = await us.sealData([1, { a: 2 }], { password: PASSWORD })
    expect(await us.unsealData(seal, { password: PASSWORD })).toEqual([1, { a: 2 }])
  })

  it('is judged in one pass, however deep or wide it is', async () => {
    let deep: unknown = new Date(0)
    for (let depth = 0; depth < 200_000; depth++) deep = [deep]
    await expect(us.sealData({ deep }, { password: PASSWORD })).rejects.toMatchObject({
      code: 'ERR_IRONSEAL_DATA',
    })
    const wide = Array.from({ length: 300_000 }, () => 1)
    await expect(us.sealData({ wide, bad: 1n }, { password: PASSWORD })).rejects.toThrow(
      /session\.bad is a bigint/,
    )
    const mesh: object[] = Array.from({ length: 200 }, () => ({}))
    for (const node of mesh) Object.assign(node, { all: mesh })
    await expect(us.sealData({ mesh }, { password: PASSWORD })).rejects.toThrow(/serializable\./)
  })
})

describe('cookieOptions.expires', () => {
  it('I11, T64: in the past is refused at save only', async () => {
    const { value } = await sameAsNine(async (face) => {
      const cookieOptions = { expires: new Date('2020-01-01') }
      const { session, response } = await open(face, undefined, { cookieOptions })
      session['user'] = 1
      const failed = await outcomeOf(() => session.save())
      return [failed, lines(response), { ...session }]
    })
    expect(value[0].error).toMatch(
      /^iron-session: Bad usage\. cookieOptions\.expires is in the past \(2020-01-01T00:00:00\.000Z\), so the/,
    )
    expect(value.slice(1)).toEqual([[], { user: 1 }])
  })

  it('I11: does not keep a session from being destroyed', async () => {
    await sameAsNine(async (face) => {
      const cookieOptions = { expires: new Date('2020-01-01') }
      const { session, response } = await open(face, undefined, { cookieOptions })
      session.destroy()
      return lines(response)
    })
  })

  it('I11: that is no Date at all is refused at save', async () => {
    const { session, response } = await open(us, undefined, {
      cookieOptions: { expires: new Date(Number.NaN) },
    })
    await expect(session.save()).rejects.toThrow(/expires is invalid/)
    expect(lines(response)).toEqual([])
  })
})

describe('every error', () => {
  const failures: [string, () => unknown][] = [
    ['bad usage', () => us.getIronSession({}, OPTIONS)],
    ['options', () => us.getIronSession(request(), new Response(), { cookieName: 'a' })],
    [
      'size',
      async () => {
        const { session } = await open(us)
        session['text'] = 'x'.repeat(9000)
        await session.save()
      },
    ],
    ['data', () => us.sealData({ d: new Date() }, { password: PASSWORD })],
    [
      'attributes',
      async () => (await open(us, undefined, { cookieOptions: { path: ';' } })).session.save(),
    ],
  ]

  it.each(failures)(
    'is an Error by name, with a code (%s), as node:assert compares them',
    async (_, call) => {
      const error = await Promise.resolve()
        .then(call)
        .then(
          () => expect.unreachable(),
          (reason: Error) => reason,
        )
      expect(error.name).toBe('Error')
      expect(isSessionError(error)).toBe(true)
      await assert.rejects(async () => call(), new Error(error.message))
      await assert.rejects(async () => call(), { name: 'Error', message: error.message })
    },
  )

  it.each(failures)('holds neither the password nor a seal nor a value (%s)', async (_, call) => {
    const error = await Promise.resolve()
      .then(call)
      .then(
        () => expect.unreachable(),
        (reason: Error) => reason,
      )
    const shown = [error.stack, JSON.stringify({ ...error }), String(error.cause)].join('\n')
    expect(shown).not.toContain(PASSWORD)
    expect(shown).not.toMatch(/Fe26\.2\*|xxxx/)
    expect(masked(shown)).toBe(shown)
  })

  it('of somebody else passes through: a store that may not be written', async () => {
    const refusal = new Error('Cookies can only be modified in a Server Action or Route Handler.')
    const store = {
      get: () => undefined,
      set() {
        throw refusal
      },
    }
    const session = await us.getIronSession(store, OPTIONS)
    session['user'] = 1
    await expect(session.save()).rejects.toBe(refusal)
    expect(() => session.destroy()).toThrow(refusal)
    expect({ ...session }).toEqual({ user: 1 })
  })

  it('of a response that throws in setHeader leaves its other cookies alone', async () => {
    const kept = ['other=1']
    const res = {
      getHeader: () => kept,
      setHeader() {
        throw new Error('closed')
      },
    } as unknown as ServerResponse
    const session = await us.getIronSession({ headers: {} }, res, OPTIONS)
    await expect(session.save()).rejects.toThrow('closed')
    expect(kept).toEqual(['other=1'])
  })
})
