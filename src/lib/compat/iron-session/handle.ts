import { copyOf, type JsonObject } from '../../session/json-object.ts'
import type { IronSession, SessionOptions } from './types.ts'

/** The methods of a session, by name. These names can be no data. */
export interface Methods {
  readonly updateConfig: (options: SessionOptions) => void
  readonly save: () => Promise<void>
  readonly destroy: () => void
}
export const METHODS: readonly string[] = ['updateConfig', 'save', 'destroy']

/** What a seal held, without what would stand in the place of a method: that is dropped, as it has always been. */
export function withoutMethods(data: JsonObject): JsonObject {
  // A loop, here and below: a list method with its closure takes a thirtieth of opening a session that is not there.
  for (const name of METHODS) if (Object.hasOwn(data, name)) return stripped(data)
  return copyOf(data)
}

function stripped(data: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(data).filter(([key]) => !METHODS.includes(key)))
}

/** Makes the data itself the handle: it gets three methods that no spread, loop or JSON shows. */
export function createHandle(data: JsonObject, methods: Methods): IronSession<JsonObject> {
  return withMethods(data, methods) as IronSession<JsonObject>
}

/**
 * Makes another handle on data that is a handle already: everything but the three methods is read from there and written there.
 *
 * A copy would not do, or one of the two would save what it was when they parted. The first handle is no proxy, so that an
 * application with one options object has a plain object, which `structuredClone` takes.
 */
export function createView(data: JsonObject, methods: Methods): IronSession<JsonObject> {
  const own = withMethods({}, methods)
  // Node's `inspect`, and with it `console.log`, looks behind a proxy and would find it empty.
  Object.defineProperty(own, INSPECT, { value: () => ({ ...data }), configurable: true })
  const holderOf = (key: string | symbol): JsonObject => (Object.hasOwn(methods, key) ? own : data)

  return new Proxy(own, {
    get: (_, key) => Reflect.get(holderOf(key), key),
    has: (_, key) => Reflect.has(holderOf(key), key),
    deleteProperty: (_, key) => Reflect.deleteProperty(holderOf(key), key),
    defineProperty: (_, key, property) => Reflect.defineProperty(holderOf(key), key, property),
    getOwnPropertyDescriptor: (_, key) => Reflect.getOwnPropertyDescriptor(holderOf(key), key),
    ownKeys: () => Reflect.ownKeys(data),
  }) as IronSession<JsonObject>
}

const INSPECT = Symbol.for('nodejs.util.inspect.custom')

/** One by one: `defineProperties` takes nearly twice as long, which is a tenth of opening a session. */
function withMethods(object: JsonObject, { updateConfig, save, destroy }: Methods): JsonObject {
  Object.defineProperty(object, 'updateConfig', { value: updateConfig })
  Object.defineProperty(object, 'save', { value: save })
  return Object.defineProperty(object, 'destroy', { value: destroy })
}
