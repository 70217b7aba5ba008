import type { Exchange, Writability } from './exchange.ts'
import type { KeyRing } from './keys/key-ring.ts'
import type { Config } from './options/config.ts'
import type { MaybePromise } from './platform/maybe-promise.ts'
import type { Envelope } from './session/envelope.ts'
import type { Opening } from './session/registry.ts'
import type { Loaded, RequestSession, WriteGuard } from './session/request-session.ts'
import { clear, load, loadAtOnce, store } from './sessions.ts'
import { type Candidate, isHeldByClient, readCandidates, sealsOf } from './sources.ts'

/** The session of a request as handles see it: what was loaded, and the way back into a cookie. */
export function bindSession(
  config: Config,
  exchange: Exchange,
  loaded: () => Loaded,
): RequestSession {
  return new BoundSession(config, exchange, loaded)
}

/**
 * A session on its exchange: the one that came with it, or one that came with another and is sent with this.
 *
 * It is also what the registry compares. A class, because every request makes one.
 */
export class BoundSession implements RequestSession, Opening {
  readonly #config: Config
  readonly #exchange: Exchange
  readonly #elsewhere: (() => Loaded) | undefined
  #loaded: MaybePromise<Loaded> | undefined
  /** What came, from the moment on at which it was read until it is unsealed. */
  #candidates: readonly Candidate[] | undefined
  #seals: readonly string[] | undefined

  constructor(config: Config, exchange: Exchange, elsewhere?: () => Loaded) {
    this.#config = config
    this.#exchange = exchange
    this.#elsewhere = elsewhere
  }

  /** Reads what came with the request, without unsealing it. */
  read(): readonly Candidate[] {
    if (this.#candidates !== undefined) return this.#candidates
    this.#candidates = readCandidates(this.#config.sources, this.#exchange)
    this.#seals = sealsOf(this.#candidates)
    return this.#candidates
  }

  /** Unseals what came with the request; once, and at once where the configuration is synchronous. */
  load(): MaybePromise<Loaded> {
    if (this.#loaded !== undefined) return this.#loaded
    const candidates = this.read()
    this.#candidates = undefined
    const loading =
      loadAtOnce(this.#config, this.#exchange, candidates) ??
      load(this.#config, this.#exchange, candidates)
    this.#loaded = loading
    return loading instanceof Promise ? loading.then((loaded) => (this.#loaded = loaded)) : loading
  }

  loaded(): Loaded {
    // Where it has to be waited for, that is done before anybody holds the session.
    return this.#elsewhere === undefined ? (this.load() as Loaded) : this.#elsewhere()
  }

  save(envelope: Envelope, guard?: WriteGuard, json?: string): MaybePromise<readonly string[]> {
    return store(this.#config, this.#exchange, envelope, guard, json)
  }

  clear(): readonly string[] {
    return clear(this.#config, this.#exchange)
  }

  writability(): Writability {
    return this.#exchange.writability()
  }

  heldByClient(): boolean {
    return isHeldByClient(this.#config.sources, this.#exchange)
  }

  get api(): string {
    return this.#config.api
  }

  get cookieName(): string {
    return this.#config.cookieName
  }

  get ring(): KeyRing | undefined {
    return this.#config.ring
  }

  get owner(): object {
    return this.#config
  }

  get response(): object {
    return this.#exchange.response
  }

  get unread(): boolean {
    return this.#seals === undefined
  }

  get seals(): readonly string[] {
    return this.#seals ?? sealsOf(readCandidates(this.#config.sources, this.#exchange))
  }
}
