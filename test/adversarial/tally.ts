import { isDeepStrictEqual } from 'node:util'
import { isSessionError, type RejectReason } from '../../src/index.ts'

/** What is looked at of a session that was opened. */
export interface Seen {
  readonly origin: { readonly kind: string; readonly reason?: RejectReason }
  all(): object
}

/** How an attempt went wrong: taken though it must not be, an exception, or another answer than the right one. */
export type Breach = 'accepted' | 'thrown' | 'wrong'

/** What came of the attempts of one class of attacks. */
export class Tally {
  tried = 0
  readonly counts: Record<Breach, number> = { accepted: 0, thrown: 0, wrong: 0 }
  /** The first of the attempts that went wrong. */
  readonly breaches: string[] = []
  readonly #enough: Breach | undefined

  /** @param enough One breach of this kind is all that is asked for. */
  constructor(enough?: Breach) {
    this.#enough = enough
  }

  /** Nothing more needs to be tried. */
  get over(): boolean {
    return this.#enough !== undefined && this.counts[this.#enough] > 0
  }

  note(breach: Breach, how: string): void {
    this.counts[breach]++
    if (this.breaches.length < 10) this.breaches.push(`${breach}: ${how}`)
  }

  /** Attempts something; whatever is thrown is a breach. */
  async attempt(how: string, act: () => unknown): Promise<void> {
    if (this.over) return
    this.tried++
    try {
      await act()
    } catch (error) {
      this.note('thrown', `${how}: ${String(error)}`)
    }
  }

  /** A cookie that must give an empty session, for this reason if one is given; `new`: as if none had come. */
  async refused(
    how: string,
    open: () => Promise<Seen>,
    reason?: RejectReason | 'new',
  ): Promise<void> {
    await this.attempt(how, async () => {
      const session = await open()
      const { origin } = session
      if (origin.kind === 'resumed' || Object.keys(session.all()).length > 0)
        return this.note('accepted', how)
      const found = origin.reason ?? origin.kind
      if (reason !== undefined && found !== reason)
        this.note('wrong', `${how}: ${found} instead of ${reason}`)
    })
  }

  /** A value that must be exactly this one. */
  async holds(how: string, value: () => unknown, expected: unknown): Promise<void> {
    await this.attempt(how, async () => {
      const found = await value()
      if (!isDeepStrictEqual(found, expected)) this.note('wrong', `${how}: ${print(found)}`)
    })
  }

  /** A session that must have come back with exactly this data. */
  async resumed(how: string, open: () => Promise<Seen>, data: object): Promise<void> {
    await this.holds(how, async () => {
      const session = await open()
      return [session.origin.kind, session.all()]
    }, ['resumed', data])
  }

  /** Misuse: it must throw a `SessionError`, and no other. */
  async misuse(how: string, act: () => unknown): Promise<void> {
    if (this.over) return
    this.tried++
    try {
      await act()
    } catch (error) {
      if (!isSessionError(error)) this.note('thrown', `${how}: ${String(error)}`)
      return
    }
    this.note('accepted', how)
  }
}

function print(value: unknown): string {
  return (JSON.stringify(value) ?? String(value)).slice(0, 200)
}
