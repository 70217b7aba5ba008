import { describe, expect, it } from 'vitest'
import { OPTIONS_6, OURS, sameAsSix, THEIRS, type Six } from './six.ts'
import { cookieHeaderOf, OPTIONS, outcomeOf, serve } from './support.ts'

/** A server with one API route. */
const apiServer = (six: Six, handler: (...args: any[]) => any, options: any = OPTIONS_6) =>
  serve(six.api(handler, options))

describe('I21: withIronSessionApiRoute', () => {
  it('gives req.session, and the handler its arguments', async () => {
    const { value } = await sameAsSix(async (six) => {
      const call = await apiServer(six, async (req, res) => {
        req.session.count = (req.session.count ?? 0) + 1
        await req.session.save()
        res.end(JSON.stringify(req.session))
      })
      const first = await call()
      const second = await call(cookieHeaderOf(first.setCookies))
      return [first.body, first.setCookies, second.body, second.setCookies]
    })
    expect(value[2]).toBe('{"count":2}')
    expect(value[3]).toHaveLength(1)
  })

  it('resolves to what the handler returns, and rejects with what it throws', async () => {
    await sameAsSix(async (six) => {
      const [req, res] = [{ headers: {} }, {}]
      const failing = () => {
        throw new Error('sync')
      }
      return [
        await six.api(() => 5, OPTIONS_6)(req, res),
        await six.api(async () => 'later', OPTIONS_6)({ headers: {} }, res),
        await outcomeOf(() => six.api(failing, OPTIONS_6)({ headers: {} }, res)),
      ]
    })
  })

  it('does not call the handler when the options cannot work', async () => {
    for (const options of [{ cookieName: 'a' }, {}, { ...OPTIONS, password: 'short' }]) {
      const handler = () => expect.unreachable('the handler was called')
      for (const six of [THEIRS, OURS]) {
        await expect(six.api(handler, options)({ headers: {} }, {})).rejects.toThrow(/Bad usage/)
      }
    }
  })

  it('gives exactly two arguments on, and has the name that it had', async () => {
    await sameAsSix(async (six) => {
      const wrapped = six.api((...args: any[]) => args.length, OPTIONS_6)
      return [
        wrapped.name,
        wrapped.length,
        six.ssr(() => {}, OPTIONS_6).name,
        six.express(OPTIONS_6).name,
        await wrapped({ headers: {} }, {}, 'third'),
      ]
    })
  })

  it.each([
    ['a function', (options: object) => () => options],
    ['an asynchronous function', (options: object) => async () => options],
  ])('takes its options from %s of req and res', async (_, make) => {
    await sameAsSix(async (six) => {
      const call = await serve(
        six.api(
          async (req: any, res: any) => {
            req.session.user = 1
            await req.session.save()
            res.end()
          },
          (req: any, res: any) =>
            make({ ...OPTIONS_6, cookieName: `${req.method}${typeof res.end}` })(),
        ),
      )
      return (await call()).setCookies
    })
  })

  it('rejects with what that function throws', async () => {
    await sameAsSix((six) =>
      six.api(
        () => {},
        () => {
          throw new Error('no options')
        },
      )({ headers: {} }, {}),
    )
  })
})

describe('I21: withIronSessionSsr', () => {
  it('gives context.req.session, and the handler its context', async () => {
    const { value } = await sameAsSix(async (six) => {
      const page = six.ssr(
        async (context: any) => {
          const user = context.req.session.user ?? null
          context.req.session.user = { id: context.params.id }
          await context.req.session.save()
          return { props: { user, keys: Object.keys(context) } }
        },
        (req: any) => ({ ...OPTIONS_6, cookieName: req.headers.host ? 'myapp' : 'none' }),
      )
      const call = await serve(async (req, res) => {
        res.end(JSON.stringify(await page({ req, res, params: { id: 7 } })))
      })
      const first = await call()
      return [first.body, first.setCookies, (await call(cookieHeaderOf(first.setCookies))).body]
    })
    expect(value[2]).toBe('{"props":{"user":{"id":7},"keys":["req","res","params"]}}')
  })
})
