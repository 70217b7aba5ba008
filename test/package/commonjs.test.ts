import { rmSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { entries, installLibrary, node } from './library.ts'

describe('the CommonJS side of the installed library', () => {
  let folder = ''
  beforeAll(async () => {
    ;({ folder } = await installLibrary('commonjs'))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const evaluate = (program: string, type: 'module' | 'commonjs'): Promise<string> =>
    node(folder, [`--input-type=${type}`, '-e', program])

  it.each(entries)(
    '$specifier says that it comes from a module, as the originals did',
    async ({ specifier }) => {
      expect(await evaluate(`console.log(require('${specifier}').__esModule)`, 'commonjs')).toBe(
        'true\n',
      )
    },
  )

  it('has the store of iron-store under `default`', async () => {
    const program = `console.log(typeof require('ironseal/iron-store').default)`
    expect(await evaluate(program, 'commonjs')).toBe('function\n')
  })

  it('lets the API of @hapi/iron be imported as a whole, which is how a CommonJS package is', async () => {
    const program = `
      import Iron, { defaults } from 'ironseal/iron'
      const sealed = await Iron.seal({ a: 1 }, 'x'.repeat(32), defaults)
      console.log(await Iron.unseal(sealed, 'x'.repeat(32), Iron.defaults))`
    expect(await evaluate(program, 'module')).toBe('{ a: 1 }\n')
  })

  /** Both builds in one process, and a request with its response. */
  const bothBuilds = `
    import { createRequire } from 'node:module'
    import { IncomingMessage, ServerResponse } from 'node:http'
    import { Socket } from 'node:net'
    import * as esm from 'ironseal'
    const cjs = createRequire(process.cwd() + '/')('ironseal')
    const password = 'zJ8#tK2!qW5vR9xL-mN3pB7dF1hG6sY4'
    const pair = (cookie) => {
      const req = new IncomingMessage(new Socket())
      if (cookie) req.headers.cookie = cookie
      return [req, new ServerResponse(req)]
    }
    const cookieOf = (res) => res.getHeader('set-cookie').map((line) => line.split(';')[0]).join('; ')
    const told = {}`
  const beside = async (program: string): Promise<unknown> =>
    JSON.parse(
      await evaluate(`${bothBuilds}\n${program}\nconsole.log(JSON.stringify(told))`, 'module'),
    )

  it('shares the sessions of a request with the ESM side, where the older APIs do', async () => {
    const told = await beside(`
      const options = { password, cookieName: 's' }
      const [req, res] = pair()
      await esm.applySession(req, res, options)
      const first = req.session
      first.set('user', 1)
      await cjs.applySession(req, res, { ...options })
      told.twoBuilds = esm.applySession !== cjs.applySession
      told.sameHandle = req.session === first
      req.session.set('more', 2)
      await first.save()
      const [again, response] = pair(cookieOf(res))
      await cjs.applySession(again, response, options)
      told.data = again.session.get()`)
    expect(told).toEqual({ twoBuilds: true, sameHandle: true, data: { user: 1, more: 2 } })
  })

  it('takes the object of `createSessions` of the ESM side, and gives its handle', async () => {
    const told = await beside(`
      const sessions = esm.createSessions({ password })
      const [req, res] = pair()
      const handle = await sessions.open(req, res)
      const wrapped = cjs.withIronSession(async ({ session }) => {
        told.sameHandle = session === handle
        session.set('user', 1)
        await session.save()
      }, sessions)
      await wrapped(req, res)
      const [next, nextRes] = pair(cookieOf(res))
      await new Promise((resolve) => cjs.ironSession(sessions)(next, nextRes, resolve))
      told.user = next.session.get('user')`)
    expect(told).toEqual({ sameHandle: true, user: 1 })
  })

  it('has sessions of its own where it is configured itself, in the same cookie', async () => {
    const told = await beside(`
      const [one, other] = [esm.createSessions({ password }), cjs.createSessions({ password })]
      const [req, res] = pair()
      const [first, second] = [await one.open(req, res), await other.open(req, res)]
      told.sameHandle = first === second
      first.set('user', 1)
      told.seen = second.has('user')
      await first.save()
      const [next, nextRes] = pair(cookieOf(res))
      told.user = (await other.open(next, nextRes)).get('user')
      const error = await one.toBearer(second).catch((caught) => caught)
      told.error = [error.code, error instanceof cjs.SessionError, cjs.isSessionError(error)]`)
    expect(told).toEqual({
      sameHandle: false,
      seen: false,
      user: 1,
      error: ['ERR_IRONSEAL_USAGE', false, true],
    })
  })
})
