import {
  applySession,
  createSessions,
  ironSession,
  sealData,
  type SessionEvent,
  type SessionHandle,
  type Sessions,
  type StandardSchema,
  unsealData,
  withIronSession,
} from 'ironseal'
import type { IncomingMessage, ServerResponse } from 'node:http'

interface User {
  id: number
  name: string
}
interface Data {
  user?: User
  visits: number
}
declare const request: Request
declare const req: IncomingMessage
declare const res: ServerResponse

const sessions: Sessions<Data> = createSessions<Data>({
  password: process.env['SESSION_PASSWORD'],
  cookieOptions: { secure: 'auto' },
  onEvent: (event: SessionEvent) => void event.type,
})

// Every way to open gives the same typed handle.
const session: SessionHandle<Data> = await sessions.open(req, res)
export const others: SessionHandle<Data>[] = [
  await sessions.open(request),
  await sessions.open(request, new Headers()),
  await sessions.open(request, new Response()),
  await sessions.open({ read: () => undefined, write: () => {} }),
  await sessions.fromNode(req, res),
  await sessions.fromWeb(request),
]

const user: User | undefined = session.get('user')
session.set('visits', (session.get('visits') ?? 0) + 1)
session.unset('user')
const everything: Partial<Data> = session.all()
await session.regenerate({ keep: ['user'] })
const response: Response = await session.commit(new Response())
await session.commit()
const seal: string = await sessions.toBearer(session)
export const used = [user, everything, response, seal, session.createdAt?.getTime()]

// @ts-expect-error there is no such name
session.get('usr')
// @ts-expect-error there is no such name
session.set('usr', 1)
// @ts-expect-error the value has another type
session.set('visits', '1')
// @ts-expect-error the value misses a part
session.set('user', { id: 1 })
// @ts-expect-error there is no such name
await session.regenerate({ keep: ['usr'] })
// @ts-expect-error what comes out may be undefined
export const certain: User = session.get('user')
// @ts-expect-error an id does not change
session.id = ''

// @ts-expect-error a cookie and its seal end together
createSessions<Data>({ password: '', cookieOptions: { maxAge: 60 } })
// @ts-expect-error the password is missing, though it may be undefined
createSessions<Data>({})
// @ts-expect-error there is no such option
createSessions<Data>({ password: '', maxAge: 60 })
// @ts-expect-error there is no such format
createSessions<Data>({ password: '', accept: ['jwe'] })
// @ts-expect-error Headers are no request
await sessions.open(new Headers())
// @ts-expect-error a promise is no store
await sessions.open(Promise.resolve({ read: () => undefined, write: () => {} }))

// A schema says what the data is.
declare const schema: StandardSchema<Data>
const bySchema = createSessions({ password: '', schema })
const typed = await bySchema.open(request)
typed.get('user')?.name satisfies string | undefined
// @ts-expect-error there is no such name
typed.get('usr')

// The functions of next-iron-session take `sessions` as well, and then give its handle.
export const route = withIronSession(async (incoming, outgoing) => {
  const id: number | undefined = incoming.session.get('user')?.id
  await incoming.session.regenerate({ keep: ['visits'] })
  outgoing.json({ id })
  // @ts-expect-error there is no such name
  incoming.session.get('usr')
  // @ts-expect-error the value has another type
  incoming.session.set('visits', '1')
}, sessions)
export const annotated = withIronSession(
  (incoming: IncomingMessage & { session: SessionHandle<Data> }, outgoing: ServerResponse) =>
    void outgoing.end(incoming.session.get('user')?.name),
  sessions,
)
ironSession(sessions)
await applySession(req, res, sessions)

// Seals without HTTP say what they are for.
const link: string = await sealData({ id: 1 }, { password: '', purpose: 'magic-link' })
const opened = await unsealData<{ id: number }>(link, { password: '', purpose: 'magic-link' })
if (opened.ok) opened.data.id satisfies number
else opened.reason satisfies string
// @ts-expect-error the purpose is missing
await sealData({ id: 1 }, { password: '' })
