import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { cookieWith, lines, open, OPTIONS, us } from './support.ts'

describe('a second opening under other options', () => {
  const twoOpenings = async () => {
    const { session, response, request: req } = await open(us, await cookieWith(us, { user: 1 }))
    const other = await us.getIronSession(req, response, {
      ...OPTIONS,
      ttl: 3600,
      cookieOptions: { path: '/x' },
    })
    return { session, other, response, req }
  }

  it('writes with these, and the first goes on with its own', async () => {
    const { session, other, response } = await twoOpenings()
    await other.save()
    await session.save()
    expect(lines(response).map((line) => line.replace(/^[^;]*; /, ''))).toEqual([
      'Max-Age=3540; Path=/x; HttpOnly; Secure; SameSite=Lax',
      'Max-Age=1209540; Path=/; HttpOnly; Secure; SameSite=Lax',
    ])
  })

  it('is the same object when it is opened again under equal options', async () => {
    const { session, other, response, req } = await twoOpenings()
    const again = (options: object) => us.getIronSession(req, response, { ...OPTIONS, ...options })
    expect(await again({})).toBe(session)
    expect(await again({ ttl: 1_209_600, cookieOptions: { path: '/' } })).toBe(session)
    expect(await again({ ttl: 3600, cookieOptions: { path: '/x' } })).toBe(other)
    expect(await again({ ttl: 3600, cookieOptions: { path: '/y' } })).not.toBe(other)
  })

  it.each([
    [{ expires: new Date(9e12) }, { expires: new Date(9e12) }, true],
    [{ expires: new Date(9e12) }, { expires: new Date(8e12) }, false],
    [{ expires: new Date(9e12) }, {}, false],
    [{ domain: 'a.example' }, { priority: 'high' }, false],
  ])('attributes %j and %j are equal: %s', async (first, second, equal) => {
    const { session, response, request: req } = await open(us, undefined, { cookieOptions: first })
    const other = await us.getIronSession(req, response, { ...OPTIONS, cookieOptions: second })
    expect(other === session).toBe(equal)
  })

  it('has its own updateConfig', async () => {
    const { session, other, response } = await twoOpenings()
    other.updateConfig({ ...OPTIONS, ttl: 61 })
    await session.save()
    expect(lines(response)).toEqual([expect.stringContaining('Max-Age=1209540;')])
  })

  it('does not get the options that the first was given by updateConfig', async () => {
    const { session, response, request: req } = await open(us)
    session.updateConfig({ ...OPTIONS, ttl: 61 })
    const other = await us.getIronSession(req, response, OPTIONS)
    await other.save()
    expect(lines(response)).toEqual([expect.stringContaining('Max-Age=1209540;')])
    await session.save()
    expect(lines(response)).toEqual([expect.stringContaining('Max-Age=1;')])
  })

  it('looks like a session in every way that data can be looked at', async () => {
    const { session, other } = await twoOpenings()
    other['roles'] = ['a']
    delete other['user']
    expect(Object.keys(other)).toEqual(['roles'])
    expect({ ...other }).toEqual({ roles: ['a'] })
    expect(JSON.stringify(other)).toBe('{"roles":["a"]}')
    expect('roles' in other).toBe(true)
    expect('user' in other).toBe(false)
    expect('save' in other).toBe(true)
    expect(Object.entries(other)).toEqual([['roles', ['a']]])
    expect(Object.getPrototypeOf(other)).toBe(Object.prototype)
    expect(Object.assign({}, other)).toEqual({ roles: ['a'] })
    expect(inspect(other)).toBe("{ roles: [ 'a' ] }")
    expect(inspect(session)).toBe("{ roles: [ 'a' ] }")
    for (const name of ['save', 'destroy', 'updateConfig']) {
      expect(Object.getOwnPropertyDescriptor(other, name)).toMatchObject({
        enumerable: false,
        writable: false,
        configurable: false,
      })
      expect(() => Object.assign(other, { [name]: 1 })).toThrow(TypeError)
      expect(() => delete other[name]).toThrow(TypeError)
    }
    Object.defineProperty(other, 'defined', { value: 1, enumerable: true, configurable: true })
    expect(session['defined']).toBe(1)
  })

  it('destroys the session for all of them', async () => {
    const { session, other, response } = await twoOpenings()
    other.destroy()
    session['user'] = 1
    await expect(session.save()).rejects.toMatchObject({ code: 'ERR_IRONSEAL_DESTROYED' })
    expect(lines(response)).toEqual([expect.stringMatching(/^myapp=; Max-Age=0; Path=\/x;/)])
  })

  it('hears of a cookie that could not be read, although the first had no hook', async () => {
    const heard: string[] = []
    const hook = (reason: string) => void heard.push(reason)
    const { response, request: req } = await open(us, 'myapp=garbage')
    await us.getIronSession(req, response, { ...OPTIONS, onUnsealError: hook })
    expect(heard).toEqual(['invalid'])
    await us.getIronSession(req, response, { ...OPTIONS, onUnsealError: hook })
    expect(heard).toEqual(['invalid'])
    const other = (reason: string) => void heard.push(`other ${reason}`)
    await us.getIronSession(req, response, { ...OPTIONS, onUnsealError: other })
    expect(heard).toEqual(['invalid', 'other invalid'])
  })
})
