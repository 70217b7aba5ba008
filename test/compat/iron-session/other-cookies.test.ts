import { describe, expect, it } from 'vitest'
import { lines, memoryStore, open, OPTIONS, request, sameAsNine, serve, us } from './support.ts'

describe("other people's cookies on the response", () => {
  it.each([
    ['a text', 'a=1; Path=/'],
    ['a list', ['a=1', 'b=2; HttpOnly']],
    ['an empty list', []],
    ['one that cannot be parsed', [';;;=', 'myapp']],
    [
      'those of names like it',
      ['myapp2=1; Path=/', 'MYAPP=1; Path=/', 'xmyapp=1; Path=/', 'a=myapp=1; Path=/'],
    ],
    ['one of the same name for another path', ['myapp=old; Path=/old']],
  ])('T1, T7: %s stays as it is', async (_, before: any) => {
    await sameAsNine(async (face) => {
      const call = await serve(async (req, res) => {
        res.setHeader('Set-Cookie', before)
        const session = await face.getIronSession(req, res, OPTIONS)
        await session.save()
        res.end()
      })
      return (await call()).setCookies
    })
    const { value } = await sameAsNine(async (face) => {
      const headers = new Headers()
      for (const line of [before].flat()) headers.append('set-cookie', line)
      await (await face.getIronSession(request(), headers, OPTIONS)).save()
      return lines(headers)
    })
    expect(value.slice(0, -1)).toEqual([before].flat())
  })

  it('T1: a number stays as well', async () => {
    const headers: Record<string, any> = { 'set-cookie': 5 }
    const res = {
      getHeader: (name: string) => headers[name],
      setHeader: (name: string, value: any) => void (headers[name] = value),
    }
    await (await us.getIronSession({ headers: {} }, res, OPTIONS)).save()
    expect(headers['set-cookie']).toEqual([5, expect.stringMatching(/^myapp=/)])
  })

  it('T4: two libraries that append in one response keep all', async () => {
    const call = await serve(async (req, res) => {
      const session = await us.getIronSession(req, res, { ...OPTIONS, chunk: true })
      res.appendHeader('Set-Cookie', 'theirs=1')
      session['text'] = 'x'.repeat(6000)
      await session.save()
      res.appendHeader('Set-Cookie', 'theirs=2')
      await session.save()
      res.appendHeader('Set-Cookie', 'theirs=3')
      res.end()
    })
    const { setCookies } = await call()
    expect(setCookies.map((line) => line.slice(0, line.startsWith('theirs') ? 8 : 8))).toEqual([
      'theirs=1',
      'theirs=2',
      'myapp.0=',
      'myapp.1=',
      'myapp.2=',
      'theirs=3',
    ])
  })

  it('T3: a store keeps what others set before and after', async () => {
    const { store, cookies } = memoryStore()
    store.set('before', '1', {})
    await (await us.getIronSession(store, OPTIONS)).save()
    store.set('after', '2', {})
    expect([...cookies.keys()]).toEqual(['before', 'myapp', 'after'])
  })

  it.each([
    ['Example.com', 'example.com'],
    ['.example.com', 'example.com'],
  ])('T6: Domain=%s and %s are one cookie', async (first, second) => {
    const { session, response } = await open(us)
    for (const domain of [first, second]) {
      session.updateConfig({ ...OPTIONS, cookieOptions: { domain } })
      await session.save()
    }
    expect(lines(response)).toHaveLength(1)
  })
})

describe('other headers', () => {
  it('T10: none is set, as in version 9: caching is the application’s to forbid', async () => {
    const { value } = await sameAsNine(async (face) => {
      const call = await serve(async (req, res) => {
        const session = await face.getIronSession(req, res, OPTIONS)
        await session.save()
        session.destroy()
        res.end(JSON.stringify(Object.keys(res.getHeaders())))
      })
      return (await call()).body
    })
    expect(value).toBe('["set-cookie"]')
  })
})
