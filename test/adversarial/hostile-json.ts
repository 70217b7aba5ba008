import { isDeepStrictEqual } from 'node:util'
import { unsealData } from '../../src/index.ts'
import { getIronSession } from '../../src/iron-session.ts'
import { applySession } from '../../src/next-iron-session.ts'
import { nodePair, PASSWORD, sessionsOf } from '../sessions/support.ts'
import type { Attack, FormatName } from './attack.ts'
import { HOSTILE_JSON, type HostileJson } from './hostile-json-cases.ts'
import { compactOf, ironOf } from './payloads.ts'
import type { Tally } from './tally.ts'

/* Hostile JSON in seals that are authentic: somebody has stored what came, or has the password. */

const NAME = 's'
const UNBOUND = { cookieName: NAME, password: PASSWORD, cookieOptions: { secure: false } }

/** A way in for a seal: what the session holds then. */
interface Door {
  readonly name: string
  /** What it wants around the data: nothing, or the layout of next-iron-session. */
  readonly nested: boolean
  open(seal: string): Promise<{ data: object; resumed: boolean }>
}

const doors = (format: FormatName): Door[] => [
  {
    name: 'createSessions',
    nested: format === 'iron',
    async open(seal) {
      const { req, res } = nodePair({ cookie: `${NAME}=${seal}` })
      const sessions = sessionsOf({ ...UNBOUND, accept: [format] })
      const session = await sessions.open(req, res)
      for (const name of ['toString', '__proto__', 'constructor', 'then', 'save']) session.get(name)
      return { data: session.all(), resumed: session.origin.kind === 'resumed' }
    },
  },
  {
    name: 'next-iron-session',
    nested: format === 'iron',
    async open(seal) {
      const { req, res } = nodePair({ cookie: `${NAME}=${seal}` })
      await applySession(req, res, UNBOUND)
      const { session } = req as unknown as { session: { get(name?: string): any; origin: any } }
      for (const name of ['toString', '__proto__', 'constructor', 'then']) session.get(name)
      return { data: session.get(), resumed: session.origin.kind === 'resumed' }
    },
  },
  {
    name: 'iron-session',
    nested: false,
    async open(seal) {
      const { req, res } = nodePair({ cookie: `${NAME}=${seal}` })
      const session: any = await getIronSession(req, res, UNBOUND)
      // The methods must be its own, whatever the data has of their names.
      for (const name of ['save', 'destroy', 'updateConfig'])
        if (Object.keys(session).includes(name)) throw new Error(`${name} is data`)
        else if (typeof session[name] !== 'function') throw new Error(`${name} is gone`)
      return { data: { ...session }, resumed: Object.keys(session).length > 0 }
    },
  },
]

export const HOSTILE_JSON_ATTACK: Attack = {
  name: '6.2 hostile JSON',
  async run(tally, format) {
    for (const door of doors(format))
      for (const hostile of HOSTILE_JSON) await tryDoor(tally, format, door, hostile)
    if (format === 'compact') for (const hostile of HOSTILE_JSON) await tryUnseal(tally, hostile)
  },
}

async function tryDoor(
  tally: Tally,
  format: FormatName,
  door: Door,
  { name, bytes, data }: HostileJson,
): Promise<void> {
  const how = `${name} through ${door.name}`
  const payload = door.nested ? around('{"persistent":', bytes, ',"flash":{}}') : bytes
  const seal =
    format === 'iron'
      ? await ironOf(payload, PASSWORD)
      : await compactOf(payload, PASSWORD, { purpose: 'session', name: NAME })
  if (seal.length > 3900) throw new Error(`${how}: a cookie cannot carry the case`)
  await tally.attempt(how, async () => {
    const opened = await door.open(seal)
    const expected = data === undefined ? {} : withoutMethods(data, door)
    if (data === undefined && (opened.resumed || Object.keys(opened.data).length > 0))
      tally.note('accepted', how)
    else if (!isDeepStrictEqual(opened.data, expected)) tally.note('wrong', how)
    assertPrototypes(tally, how, opened.data)
  })
}

/** `unsealData` takes any JSON value, and no more than that. */
async function tryUnseal(tally: Tally, { name, bytes }: HostileJson): Promise<void> {
  const how = `${name} through unsealData`
  const use = { purpose: 'seal:test', name: '' }
  const seal = await compactOf(bytes, PASSWORD, use)
  await tally.attempt(how, async () => {
    const opened = await unsealData(seal, { password: PASSWORD, purpose: 'test' })
    if (opened.ok) {
      const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
      if (/__proto__|\\u005f/i.test(text) && !/"a__proto__"/.test(text)) tally.note('accepted', how)
      if (!isDeepStrictEqual(opened.data, JSON.parse(text))) tally.note('wrong', how)
    }
    assertPrototypes(tally, how, opened.ok ? opened.data : {})
  })
}

/** iron-session has methods where data of their names cannot be. */
function withoutMethods(data: object, { name }: Door): object {
  if (name !== 'iron-session') return data
  const methods = ['save', 'destroy', 'updateConfig']
  return Object.fromEntries(Object.entries(data).filter(([key]) => !methods.includes(key)))
}

function assertPrototypes(tally: Tally, how: string, data: unknown): void {
  const clean =
    Object.keys(Object.prototype).length === 0 &&
    !('polluted' in {}) &&
    (typeof data !== 'object' ||
      data === null ||
      Array.isArray(data) ||
      Object.getPrototypeOf(data) === Object.prototype)
  if (!clean) tally.note('accepted', `${how}: a prototype was changed`)
}

const around = (before: string, bytes: Uint8Array, after: string): Uint8Array =>
  Buffer.concat([Buffer.from(before), bytes, Buffer.from(after)])
