import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import { runInNewContext } from 'node:vm'
import { expect, it } from 'vitest'
import {
  isCookieJar,
  isCookieStore,
  isHeaders,
  isNodeRequest,
  isNodeResponse,
  isResponse,
  isThenable,
  isWebRequest,
} from './shapes.ts'

const req = new IncomingMessage(new Socket())
const values = {
  request: new Request('https://e.org/'),
  response: new Response(''),
  headers: new Headers(),
  req,
  res: new ServerResponse(req),
  // The classes of an edge runtime or of a framework: the shape is the same, `instanceof` is not.
  request2: { headers: new Headers(), method: 'GET', url: '/' },
  response2: { headers: new Headers(), status: 200 },
  promise: Promise.resolve(),
  promise2: runInNewContext('Promise.resolve()'),
  store: { get: () => undefined, set: () => undefined },
  jar: { read: () => undefined, write: () => undefined },
  half: { get: () => undefined, set: 1, read: () => undefined, write: null },
  text: 'text',
  nothing: undefined,
  null: null,
  empty: {},
  headless: { headers: null, method: 'GET', url: '/', status: 200 },
  function: () => undefined,
}

const judges: Record<string, readonly [(value: unknown) => boolean, string[]]> = {
  isWebRequest: [isWebRequest, ['request', 'request2']],
  isNodeRequest: [isNodeRequest, ['request', 'response', 'req', 'request2', 'response2']],
  isNodeResponse: [isNodeResponse, ['res']],
  isResponse: [isResponse, ['response', 'response2']],
  isHeaders: [isHeaders, ['headers']],
  isCookieJar: [isCookieJar, ['jar']],
  isCookieStore: [isCookieStore, ['headers', 'store']],
  isThenable: [isThenable, ['promise', 'promise2']],
}

it.each(Object.entries(judges))('%s knows its own by what they can do', (_, [judge, own]) => {
  const found = Object.entries(values).filter(([, value]) => judge(value))
  expect(found.map(([name]) => name)).toEqual(own)
})

it('an ability is a method, inherited or not; all of them are asked for', () => {
  class Store {
    get(): void {}
    set(): void {}
  }
  class Jar extends Store {
    read(): void {}
    write(): void {}
  }
  expect(isCookieStore(new Store())).toBe(true)
  expect(isCookieJar(new Store())).toBe(false)
  expect(isCookieJar(new Jar())).toBe(true)
  expect(isHeaders(new Jar())).toBe(false)
})

it('what is not there is not asked for its value: a proxy may do something for it', () => {
  const asked: PropertyKey[] = []
  const proxy = new Proxy(
    {},
    {
      has: () => false,
      get: (_, name) => asked.push(name),
    },
  )
  for (const [judge] of Object.values(judges)) expect(judge(proxy)).toBe(false)
  expect(asked).toEqual([])
})
