import type { KeyRing } from '../keys/key-ring.ts'
import { Notes } from '../notes.ts'

/*
 * Which sessions are already open on a request.
 *
 * Two parts of an application that open the same session in one request must see the same one, or the second save undoes the
 * first. They are noted on the request, so that nothing outlives it.
 */

/** What a session was opened with; a session is shared between openings in which all of it agrees. */
export interface Opening {
  /** The API that makes the handle. */
  readonly api: string
  readonly cookieName: string
  /** Openings with the same secrets share their session; `undefined`: only those of the same configuration do. */
  readonly ring: KeyRing | undefined
  /** The configuration. */
  readonly owner: object
  readonly response: object
  /** What the request carried under the name. A cookie that was rewritten since is another session. */
  readonly seals: readonly string[]
  /** Nobody has looked at the request yet: whatever it carries when somebody does is this session. */
  readonly unread?: boolean
}

/** A session that is open on a request, and those that were opened there before it. */
interface OpenSession {
  /** Whether it is of the same cookie, opened in the same way; what the cookie holds is left out. */
  isLike(opening: Opening): boolean
  /** The handle, or the promise of it; `undefined` where the cookie holds another session now. */
  handleFor(opening: Opening): unknown
  readonly others: OpenSession | undefined
  without(opening: Opening): OpenSession | undefined
}

/**
 * What it was opened with is private: it is on the request, where logs may show it. Others use its methods alone, because another
 * build of this package may have made it.
 */
class Entry implements OpenSession {
  readonly #opening: Opening
  readonly #handle: unknown
  readonly others: OpenSession | undefined

  constructor(opening: Opening, handle: unknown, others: OpenSession | undefined) {
    this.#opening = opening
    this.#handle = handle
    this.others = others
  }

  isLike(opening: Opening): boolean {
    const known = this.#opening
    return (
      known.api === opening.api &&
      known.cookieName === opening.cookieName &&
      known.response === opening.response &&
      haveSameSecrets(known, opening)
    )
  }

  handleFor(opening: Opening): unknown {
    const known = this.#opening
    return known.unread === true || haveSameSeals(known, opening) ? this.#handle : undefined
  }

  without(opening: Opening): OpenSession | undefined {
    const others = this.others?.without(opening)
    return this.isLike(opening) ? others : new Entry(this.#opening, this.#handle, others)
  }
}

const open = new Notes<OpenSession>('ironseal.open-sessions.v1', isOpenSession)

/** The handle that an equal opening on this request made, or the promise of it. */
export function findOpenSession<Handle>(
  request: object,
  opening: Opening,
): Handle | Promise<Handle> | undefined {
  let entry = open.get(request)
  while (entry !== undefined && !entry.isLike(opening)) entry = entry.others
  // The API is part of what is compared, and each API makes one kind of handle.
  return entry?.handleFor(opening) as Handle | Promise<Handle> | undefined
}

/**
 * Remembers a handle, or the promise of it, for the rest of the request.
 *
 * Of one cookie only the latest session is remembered: where a store gives back what was written, an older one with the same
 * seals, or without any, may be a session that was logged out since.
 */
export function rememberOpenSession(request: object, opening: Opening, handle: unknown): void {
  open.set(request, new Entry(opening, handle, open.get(request)?.without(opening)))
}

function isOpenSession(value: unknown): value is OpenSession {
  return typeof value === 'object' && value !== null && 'isLike' in value
}

function haveSameSeals({ seals: left }: Opening, { seals: right }: Opening): boolean {
  return left.length === right.length && left.every((seal, index) => seal === right[index])
}

function haveSameSecrets(left: Opening, right: Opening): boolean {
  if (left.owner === right.owner) return true
  return left.ring !== undefined && right.ring !== undefined && left.ring.equals(right.ring)
}
