import {
  type AnySession,
  cookieHeaderOf,
  lines,
  memoryJar,
  memoryStore,
  OPTIONS,
  request,
  us,
} from './support.ts'

/** Every way to a session, as two openings in one request would take it. */
export const WAYS: [
  string,
  (
    cookie: string,
  ) => Promise<{ again: (options?: any) => Promise<AnySession>; after: () => string }>,
][] = [
  [
    'Request and Response',
    async (cookie) => {
      const req = request(cookie)
      const res = new Response('body')
      return {
        again: (options = OPTIONS) => us.getIronSession(req, res, options),
        after: () => cookieHeaderOf(lines(res), cookie),
      }
    },
  ],
  [
    'Request and Headers',
    async (cookie) => {
      const req = request(cookie)
      const headers = new Headers()
      return {
        again: (options = OPTIONS) => us.getIronSession(req, headers, options),
        after: () => cookieHeaderOf(lines(headers), cookie),
      }
    },
  ],
  [
    'a cookie store',
    async (cookie) => {
      const { store, cookies } = memoryStore(pairsOf(cookie))
      return {
        again: (options = OPTIONS) => us.getIronSession(store, options),
        after: () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      }
    },
  ],
  [
    'a jar',
    async (cookie) => {
      const { jar, cookies } = memoryJar(pairsOf(cookie))
      return {
        again: (options = OPTIONS) => us.getIronSession(jar, options),
        after: () =>
          [...cookies]
            .filter(([, value]) => value)
            .map((pair) => pair.join('='))
            .join('; '),
      }
    },
  ],
  [
    "Next's proxy jar, made anew each time",
    async (cookie) => {
      const { store, cookies } = memoryStore(pairsOf(cookie))
      const nextRequest = {
        cookies: { get: store.get, set: (name: string, value: string) => cookies.set(name, value) },
      }
      const response = { cookies: { set: () => {} } }
      return {
        again: (options = OPTIONS) =>
          us.getIronSession(us.nextProxyCookies(nextRequest, response), options),
        after: () =>
          [...cookies]
            .filter(([, value]) => value)
            .map((pair) => pair.join('='))
            .join('; '),
      }
    },
  ],
]

function pairsOf(cookie: string): Record<string, string> {
  return Object.fromEntries(
    cookie
      .split('; ')
      .filter(Boolean)
      .map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
  )
}
