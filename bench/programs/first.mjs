// Times the first `open` and `save` of a fresh process: what a serverless function pays for its first visitor.
// node bench/programs/first.mjs '{"name":"iron-session 9","cookie":"Fe26.2…"}'
import { COOKIE, PASSWORD } from '../data.mjs'
import { load } from '../peers/load.mjs'
import { jarOf } from '../contenders/pretend.mjs'

/** @type {{ name: string, cookie: string }} */
const { name, cookie } = JSON.parse(process.argv.at(-1) ?? '')
const jar = jarOf(cookie)
const openAndSave = await prepare()

const start = performance.now()
await openAndSave()
const ms = performance.now() - start
if (jar.written.length < 90) throw new Error(`${name} saved nothing`)
console.log(JSON.stringify(ms))

/** Loads a library; its import is measured elsewhere. */
async function prepare() {
  if (name === 'iron-session 9') {
    const { getIronSession } = await load('iron-session')
    return async () => {
      const session = await getIronSession(jar, { password: PASSWORD, cookieName: COOKIE })
      if (session.user?.id !== 230) throw new Error('not opened')
      session.seen = true
      await session.save()
    }
  }
  if (name.startsWith('floor')) {
    const { compactFormat, ironFormat } = await import('../contenders/by-hand.mjs')
    return async () => {
      const { seal, unseal } = name.endsWith('Iron')
        ? ironFormat(PASSWORD)
        : compactFormat(PASSWORD, { purpose: 'session', name: COOKIE })
      const { data, sid } = /** @type {any} */ (unseal(jar.read(COOKIE) ?? ''))
      const content = data.persistent ?? data
      if (content.user.id !== 230) throw new Error('not opened')
      content.seen = true
      jar.write(COOKIE, seal(data, sid))
    }
  }
  const { createSessions } = await import('ironseal')
  return async () => {
    const sessions = createSessions({
      password: PASSWORD,
      cookieName: COOKIE,
      accept: [name === 'ironseal Iron' ? 'iron' : 'compact'],
    })
    const session = /** @type {any} */ (await sessions.open(jar))
    if (session.get('user')?.id !== 230) throw new Error('not opened')
    session.set('seen', true)
    await session.save()
  }
}
