import type { RejectReason } from '../../errors.ts'
import type { Exchange } from '../../exchange.ts'
import { EMPTY_ENVELOPE } from '../../session/envelope.ts'
import type { JsonObject } from '../../session/json-object.ts'
import type { Loaded, WriteGuard } from '../../session/request-session.ts'
import { rememberSession } from '../../opening.ts'
import { bindSession } from '../../bound-session.ts'
import { createHandle, createView, withoutMethods } from './handle.ts'
import { describeRejection } from './messages.ts'
import { createMethods, type Destination, type SharedState } from './methods.ts'
import { type ResolvedOptions, resolveOptions, saveAlike } from './options.ts'
import type { IronSession, SessionOptions } from './types.ts'

const NEW: Loaded = { envelope: EMPTY_ENVELOPE, origin: { kind: 'new' } }

interface OpenHandle {
  readonly destination: () => Destination
  readonly handle: IronSession<JsonObject>
}

/**
 * One session of one request, behind all the handles that were opened on it.
 *
 * They share the data and whether it is destroyed; the options are each handle's own, because a login route that asks for a
 * longer `ttl` than the middleware before it must get it.
 */
export class SharedSession implements SharedState {
  readonly data: JsonObject
  readonly #loaded: Loaded
  readonly #handles: OpenHandle[] = []
  /** Made when they are needed, which most requests never do: a set and a map take a twelfth of opening a session that is not there. */
  #told: Set<unknown> | undefined
  #saves = 0
  /** The number of the save that was written last, for each cookie name. */
  #written: Map<string, number> | undefined
  #successor: SharedSession | undefined

  constructor(loaded: Loaded) {
    this.#loaded = loaded
    this.data = withoutMethods(loaded.envelope.data)
  }

  /** The session that an opening gets now: this one, or, once it is destroyed, the new one after it. */
  current(): SharedSession {
    return this.#successor === undefined ? this : this.#successor.current()
  }

  /** The handle that saves under these options: one that is there already, or a new one. */
  handleFor(options: ResolvedOptions, exchange: Exchange): IronSession<JsonObject> {
    for (const { destination, handle } of this.#handles)
      if (saveAlike(destination().options, options)) return handle
    return this.#addHandle(options, exchange)
  }

  #addHandle(options: ResolvedOptions, exchange: Exchange): IronSession<JsonObject> {
    const bind = (resolved: ResolvedOptions): Destination => ({
      options: resolved,
      session: bindSession(resolved.config, exchange, () => this.#loaded),
    })
    let current = bind(options)
    const destination = (): Destination => current
    const methods = createMethods(this, exchange, destination, (given: SessionOptions) => {
      current = bind(resolveOptions(given))
    })
    const make = this.#handles.length === 0 ? createHandle : createView
    const handle = make(this.data, methods)
    this.#handles.push({ destination, handle })
    return handle
  }

  /** Tells the hook why the cookie was refused, if it was; each hook hears it once. Resolves when the hook is through. */
  reportTo(hook: SessionOptions['onUnsealError']): Promise<void> | undefined {
    const { origin } = this.#loaded
    if (!hook || origin.kind !== 'rejected' || this.#told?.has(hook) === true) return undefined
    return this.#tell(hook, origin.reason)
  }

  async #tell(
    hook: NonNullable<SessionOptions['onUnsealError']>,
    rejected: RejectReason,
  ): Promise<void> {
    const told = (this.#told ??= new Set())
    told.add(hook)
    const { reason, message } = describeRejection(rejected)
    try {
      // The hook may be asynchronous, and a rejection that nobody waits for would end the process.
      await (hook(reason, new Error(message)) as unknown)
    } catch (error) {
      told.delete(hook)
      throw error
    }
  }

  get isDestroyed(): boolean {
    return this.#successor !== undefined
  }

  destroy(): void {
    for (const key of Object.keys(this.data)) delete this.data[key]
    this.#successor ??= new SharedSession(NEW)
  }

  beginSave(cookieName: string): WriteGuard {
    const turn = ++this.#saves
    const written = (this.#written ??= new Map())
    return (write) => {
      if (this.isDestroyed || (written.get(cookieName) ?? 0) > turn) return []
      const lines = write()
      written.set(cookieName, turn)
      return lines
    }
  }

  remember({ config }: ResolvedOptions, exchange: Exchange): void {
    // A `Cookie` header does not change with what is written; a store or a jar gives it back.
    if (!exchange.can.knowRequest && !this.isDestroyed) rememberSession(config, exchange, this)
  }
}
