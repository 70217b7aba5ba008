import type { RejectReason } from '../errors.ts'

/**
 * What happens to sessions. Events name no data, no seal and no secret; `id` is the session's id where it has one.
 *
 * `opened`: a good session came. `rejected`: a cookie came and was refused. `created`: a session was sealed for the first time.
 * `renewed`: it was sealed again because it was used, its key or its format is old. `saved`: it was sealed because it changed.
 * `destroyed`: it was ended here. `oversize`: it does not fit into its cookies. `ambiguous`: authentic cookies of different
 * sessions came under one name. `key-refresh-failed`: the function that fetches the password failed when it was asked for a key
 * that is not known; those that are known stay in use. `error` is what it threw.
 */
export type SessionEvent =
  | {
      readonly type: 'opened'
      readonly cookieName: string
      readonly id: string | undefined
      readonly stale: boolean
    }
  | { readonly type: 'rejected'; readonly cookieName: string; readonly reason: RejectReason }
  | {
      readonly type: 'created' | 'renewed' | 'saved' | 'destroyed'
      readonly cookieName: string
      readonly id: string | undefined
    }
  | { readonly type: 'oversize'; readonly cookieName: string }
  | { readonly type: 'ambiguous'; readonly cookieName: string }
  | { readonly type: 'key-refresh-failed'; readonly cookieName: string; readonly error: unknown }

/** Tells everybody who listens. A listener that throws breaks nothing. */
export type EventSink = (event: SessionEvent) => void

/** Joins listeners to one that never throws. */
export function createEventSink(listeners: readonly ((event: SessionEvent) => void)[]): EventSink {
  return (event) => {
    for (const listener of listeners) {
      try {
        const result: unknown = listener(event)
        // An asynchronous listener gives a promise, and a rejection that nobody waits for would end the process.
        if (isObject(result)) Promise.resolve(result).catch(() => {})
      } catch {
        // A log that is down must not log anybody out.
      }
    }
  }
}

function isObject(value: unknown): boolean {
  return (typeof value === 'object' && value !== null) || typeof value === 'function'
}

export const NO_EVENTS: EventSink = () => {}
