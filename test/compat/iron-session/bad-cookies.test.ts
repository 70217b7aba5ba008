import { describe, expect, it, vi } from 'vitest'
import {
  cookieWith,
  eight,
  nine,
  open,
  OTHER_PASSWORD,
  outcomeOf,
  PASSWORD,
  request,
  sameAsNine,
  stopClock,
  us,
} from './support.ts'

/** What a session holds under a cookie, and what the hook heard. */
const reading =
  (cookie: string | undefined, options: Record<string, unknown> = {}) =>
  async (face: typeof us) => {
    const heard: unknown[] = []
    const { session } = await open(face, cookie, {
      onUnsealError: (reason: string, error: unknown) =>
        heard.push([reason, error instanceof Error]),
      ...options,
    })
    return [{ ...session }, heard]
  }

const seal = (data: unknown, password: unknown = PASSWORD) => nine.sealData(data, { password })
const parts = async () => (await seal({ user: 1 })).slice(0, -2).split('*')
const changed = async (at: number, value: string) => {
  const all = await parts()
  all[at] = value
  return all.join('*')
}

describe('a cookie that cannot be read', () => {
  const garbage: [string, () => Promise<string> | string, string][] = [
    ['T42: garbage', () => 'garbage', 'invalid'],
    ['T42: undefined', () => 'undefined', 'invalid'],
    ['T42: another app’s value', () => 's%3Aabc.def', 'invalid'],
    ['T42: 8 KB of stars', () => '*'.repeat(8192), 'invalid'],
    ['the wrong prefix', () => changed(0, 'Fe26.1'), 'invalid'],
    ['an expiry that is no number', () => changed(5, 'soon'), 'invalid'],
    ['one part less', async () => (await parts()).slice(0, 7).join('*'), 'invalid'],
    ['one part more', async () => [...(await parts()), ''].join('*'), 'invalid'],
    ['an altered ciphertext', () => changed(4, 'A'.repeat(22)), 'invalid'],
    ['an altered MAC', () => changed(7, 'A'.repeat(43)), 'invalid'],
    ['a half', async () => (await seal({ user: 1 })).slice(0, 120), 'invalid'],
    ['another password', () => seal({ user: 1 }, OTHER_PASSWORD), 'invalid'],
    ['T80: an unknown id', () => seal({ user: 1 }, { 9: PASSWORD }), 'unknown-password'],
  ]

  it.each(garbage)('I22, %s: is an empty session and a reason', async (_, make, reason) => {
    const { value } = await sameAsNine(reading(`myapp=${await make()}`))
    expect(value).toEqual([{}, [[reason, true]]])
  })

  it.each(['__proto__', 'constructor', 'toString', 'default'])(
    'an id %s is an unknown one (in version 8, and where it is a name of Object, an exception)',
    async (id) => {
      const [session, heard] = (await reading(`myapp=${await changed(1, id)}`)(us)) as [any, any]
      expect([session, heard]).toEqual([{}, [['unknown-password', true]]])
    },
  )

  it.each([
    ['no cookie', undefined],
    ['an empty cookie', 'myapp='],
    ['an empty cookie in quotes', 'myapp=""'],
    ['other cookies', 'other=1; myapp2=2; xmyapp=3'],
  ])('I22: %s is silent', async (_, cookie) => {
    expect(await reading(cookie)(us)).toEqual([{}, []])
  })

  it('I22: an expired seal says so, after a minute of grace', async () => {
    const now = stopClock()
    const cookie = `myapp=${await nine.sealData({ user: 1 }, { password: PASSWORD, ttl: 60 })}`
    for (const [seconds, expected] of [
      [0, [{ user: 1 }, []]],
      [60, [{ user: 1 }, []]],
      [119, [{ user: 1 }, []]],
      [120, [{}, [['expired', true]]]],
      [9999, [{}, [['expired', true]]]],
    ] as const) {
      vi.setSystemTime(now + seconds * 1000)
      expect(await reading(cookie)(nine)).toEqual(expected)
      expect(await reading(cookie)(us)).toEqual(expected)
    }
  })

  it('I22: an expiry that is not authentic says nothing of the sort', async () => {
    expect(await reading(`myapp=${await changed(5, '1')}`)(us)).toEqual([{}, [['invalid', true]]])
  })

  it('I22: the error of the hook repeats nothing of the cookie', async () => {
    const errors: Error[] = []
    const onUnsealError = (_: string, error: Error) => void errors.push(error)
    for (const value of ['garbage-in-the-cookie', await changed(1, 'garbage-in-the-cookie')]) {
      await open(us, `myapp=${value}`, { onUnsealError })
    }
    expect(errors).toHaveLength(2)
    for (const error of errors) {
      expect([error.stack, JSON.stringify({ ...error })].join()).not.toContain('garbage-in')
    }
  })

  it('I22: a hook that throws makes the opening reject, once and again', async () => {
    const onUnsealError = () => {
      throw new Error('the hook failed')
    }
    const outcome = await sameAsNine((face) => open(face, 'myapp=x', { onUnsealError }))
    expect(outcome).toEqual({ error: 'the hook failed' })
    const req = request('myapp=x')
    const res = new Response('x')
    const options = { cookieName: 'myapp', password: PASSWORD, onUnsealError }
    for (let time = 0; time < 2; time++) {
      await expect(us.getIronSession(req, res, options)).rejects.toThrow('the hook failed')
    }
  })

  it('I22: an asynchronous hook is waited for, and its failure ends this request and not the process', async () => {
    let heard = ''
    const slow = async (reason: string) => {
      await new Promise((resolve) => {
        setImmediate(resolve)
      })
      heard = reason
    }
    await open(us, 'myapp=x', { onUnsealError: slow })
    expect(heard).toBe('invalid')
    const failing = async () => {
      throw new Error('the log is down')
    }
    await expect(open(us, 'myapp=x', { onUnsealError: failing })).rejects.toThrow('the log is down')
    await expect(
      us.unsealData('x', { password: PASSWORD, onUnsealError: failing }),
    ).rejects.toThrow('the log is down')
  })

  it('I23: what made version 8 throw is an empty session', async () => {
    for (const value of [await changed(0, 'Fe26.1'), await changed(5, 'soon')]) {
      expect(await outcomeOf(() => open(eight, `myapp=${value}`))).toHaveProperty('error')
      expect(await reading(`myapp=${value}`)(us)).toEqual([{}, [['invalid', true]]])
    }
  })

  it.each(['"text"', '5', 'true', '[1,2]', 'null', '""', '0', 'false'])(
    'R9, T44: a seal of %s is an empty session, and opens as what it is with unsealData',
    async (json) => {
      const sealed = await us.sealData(JSON.parse(json), { password: PASSWORD })
      const { session } = await open(us, `myapp=${sealed}`)
      expect({ ...session }).toEqual({})
      expect(session.save).toBeTypeOf('function')
      expect(await us.unsealData(sealed, { password: PASSWORD })).toEqual(
        json === 'null' ? {} : JSON.parse(json),
      )
    },
  )

  it('T49: no byte of a seal can be changed', async () => {
    const sealed = await seal({ user: 1 })
    const end = sealed.indexOf('~')
    for (let at = 0; at < end; at++) {
      for (const flip of [1, 2, 32]) {
        const other = String.fromCharCode(sealed.charCodeAt(at) ^ flip)
        const altered = sealed.slice(0, at) + other + sealed.slice(at + 1)
        expect(await us.unsealData(altered, { password: PASSWORD })).toEqual({})
      }
    }
  })

  it.each(['%E0%A4%A', '%', '%zz', '%00', '\u00ff', 'a\u007fb'])(
    'T50: %j is no seal and no exception',
    async (value) => {
      const { session } = await open(us, `other=${value}; myapp=${value}; ${value}`)
      expect({ ...session }).toEqual({})
      const good = await cookieWith(us, { user: 1 })
      expect({ ...(await open(us, `x=${value}; ${good}`)).session }).toEqual({ user: 1 })
    },
  )
})
