import { linesOf, nodePair, type Options, sessionsOf } from '../sessions/support.ts'
import type { Attack, FormatName } from './attack.ts'
import { deletion, moves, neighbours } from './deletions.ts'
import { ModelBrowser } from './model-browser.ts'
import type { Tally } from './tally.ts'

/* What we write: attributes that cannot be written, sizes at the limit, prefixes, deletion, cookies of others. */

const SITE = new URL('https://www.example.com/app/page')
/** What no attribute and no name may hold: it would end the attribute, the header or the request. */
const FORBIDDEN = [...';\r\n\0\x7f\x01\x1f', '; Secure', '\r\nSet-Cookie: evil=1', '\u2028\n', 'é;']
/** What a cookie name may not hold besides. */
const NO_TOKEN = [...' \t=,"()<>@:\\/[]?{}', 'é', '😀', '\u00a0', '']

export const SET_COOKIE: Attack = {
  name: '6.3 Set-Cookie',
  async run(tally, format) {
    await attributes(tally, format)
    await prefixes(tally, format)
    await sizes(tally, format)
    await deletion(tally, format)
    await neighbours(tally, format)
    await moves(tally, format)
  },
}

async function attributes(tally: Tally, format: FormatName): Promise<void> {
  const make = (options: Options) => () => sessionsOf({ accept: [format], ...options })
  for (const text of FORBIDDEN) {
    const hostile = `a${text}`
    for (const attribute of ['domain', 'path', 'sameSite', 'priority'] as const) {
      const value = attribute === 'path' ? `/${hostile}` : hostile
      const cookieOptions = { [attribute]: value } as Options['cookieOptions']
      const how = `${attribute} with ${JSON.stringify(text)}`
      await tally.misuse(how, make({ cookieName: 's', cookieOptions }))
    }
    await tally.misuse(
      `a place with ${JSON.stringify(text)}`,
      make({ moved: [{ path: `/${hostile}` }] }),
    )
  }
  for (const text of [...FORBIDDEN, ...NO_TOKEN]) {
    const name = text === '' ? '' : `a${text}`
    const how = `the name ${JSON.stringify(name)}`
    await tally.misuse(how, make({ cookieName: name }))
    await tally.misuse(`${how} as an older one`, make({ cookieName: 's', acceptNames: [name] }))
  }
  for (const option of ['maxAge', 'expires'] as const) {
    await tally.misuse(option, make({ cookieOptions: { [option]: 1 } as never }))
  }
  for (const ttl of [0, -1, NaN, Infinity, 400 * 24 * 3600 + 1, '60' as never, {} as never])
    await tally.misuse(`a ttl of ${String(ttl)}`, make({ ttl }))
}

/** Every rule of every prefix broken once, in the spelling of the specification and in another. */
async function prefixes(tally: Tally, format: FormatName): Promise<void> {
  const broken: Record<string, NonNullable<Options['cookieOptions']>[]> = {
    '__Host-': [{ secure: false }, { path: '/app' }, { domain: 'example.com' }],
    '__Secure-': [{ secure: false }],
    '__Http-': [{ secure: false }, { httpOnly: false }],
    '__Host-Http-': [
      { secure: false },
      { httpOnly: false },
      { path: '/app' },
      { domain: 'example.com' },
    ],
    '': [
      { sameSite: 'none', secure: false },
      { partitioned: true, secure: false },
    ],
  }
  for (const [prefix, rules] of Object.entries(broken))
    for (const cookieOptions of rules)
      for (const name of [`${prefix}a`, `${prefix.toLowerCase()}a`, `${prefix.toUpperCase()}a`])
        await tally.misuse(`${name} with ${JSON.stringify(cookieOptions)}`, () =>
          sessionsOf({ accept: [format], cookieName: name, cookieOptions }),
        )
}

/** At 4096 bytes of name and value a browser keeps the cookie, and at 4097 we say so before it drops it. */
async function sizes(tally: Tally, format: FormatName): Promise<void> {
  for (const cookieName of ['s', '__Host-session', 'x'.repeat(100)]) {
    const sessions = sessionsOf({ accept: [format], cookieName })
    const seen = new Set<string>()
    for (let length = 2600; length < 3100; length++) {
      const data = { a: 'x'.repeat(length) }
      await tally.attempt(`${length} bytes in ${cookieName}`, async () => {
        const { req, res } = nodePair()
        const session = await sessions.open(req, res)
        session.set('a', data.a)
        const size = await session.size()
        // Only the last that fit and the first that do not are sealed once more.
        if (size < 4070 || size > 4125) return
        const saved = await session.save().then(
          () => true,
          () => false,
        )
        const browser = new ModelBrowser()
        browser.receive(SITE, linesOf(res), Date.now())
        const kept = browser.cookies.length === 1
        seen.add(String(saved))
        if (saved !== size <= 4096 || kept !== saved)
          tally.note('wrong', `${size} bytes: ${String(saved)}`)
      })
    }
    await tally.holds(`both sides of the limit for ${cookieName}`, () => [...seen].sort(), [
      'false',
      'true',
    ])
  }
  for (const attribute of ['path', 'domain'] as const)
    for (const length of [1024, 1025]) {
      const value = `/${'x'.repeat(length - 1)}`
      const make = () =>
        sessionsOf({
          accept: [format],
          cookieName: 's',
          cookieOptions: { [attribute]: value } as never,
        })
      const how = `${attribute} of ${length} bytes`
      if (length > 1024) await tally.misuse(how, make)
      else if (attribute === 'path') await tally.holds(how, () => typeof make(), 'object')
    }
}
