import type { KeyRing } from '../keys/key-ring.ts'

/*
 * Which sessions are already open on a request.
 *
 * Two parts of an application that open the same session in one request must see the same one, or the second save undoes the
 * first. The book is kept on `globalThis`, because the ESM and the CommonJS build of this package may both be loaded; it is
 * keyed by the request object, so nothing outlives its request.
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
}

interface Entry {
  readonly opening: Opening
  /** The handle, or the promise of it. */
  readonly handle: unknown
}

type Book = WeakMap<object, Entry[]>

const BOOK = Symbol.for('ironseal.open-sessions.v1')

/** The handle that an equal opening on this request made, or the promise of it. */
export function findOpenSession<Handle>(
  request: object,
  opening: Opening,
): Handle | Promise<Handle> | undefined {
  const entry = theBook().get(request)?.find(isLike(opening))
  if (entry === undefined || !haveSameSeals(entry.opening, opening)) return undefined
  // The API is part of what was compared, and each API makes one kind of handle.
  return entry.handle as Handle | Promise<Handle>
}

/**
 * Remembers a handle, or the promise of it, for the rest of the request.
 *
 * Of one cookie only the latest session is remembered: where a store gives back what was written, an older one with the same
 * seals, or without any, may be a session that was logged out since.
 */
export function rememberOpenSession(request: object, opening: Opening, handle: unknown): void {
  const book = theBook()
  const others = book.get(request)?.filter((entry) => !isLike(opening)(entry)) ?? []
  book.set(request, [...others, { opening, handle }])
}

/** Whether an entry is of the same cookie, opened in the same way; what the cookie holds is left out. */
function isLike(opening: Opening): (entry: Entry) => boolean {
  return ({ opening: known }) =>
    known.api === opening.api &&
    known.cookieName === opening.cookieName &&
    known.response === opening.response &&
    haveSameSecrets(known, opening)
}

function haveSameSeals({ seals: left }: Opening, { seals: right }: Opening): boolean {
  return left.length === right.length && left.every((seal, index) => seal === right[index])
}

function theBook(): Book {
  const holder = globalThis as { [BOOK]?: Book }
  holder[BOOK] ??= new WeakMap()
  return holder[BOOK]
}

function haveSameSecrets(left: Opening, right: Opening): boolean {
  if (left.owner === right.owner) return true
  return left.ring !== undefined && right.ring !== undefined && left.ring.equals(right.ring)
}
