import type { MaybePromise } from '../platform/maybe-promise.ts'
import type { KeyRing } from './key-ring.ts'

export interface FetchSettings {
  /** For how long after a fetch an unknown key id does not cause another, in milliseconds. */
  readonly refreshWindow: number
  /** Told why a refresh failed; the keys that were known stay in use. */
  readonly onRefreshFailed?: ((error: unknown) => void) | undefined
}

/** A ring that is fetched at the first use, and again when it is asked to. */
export interface FetchedKeys {
  /** Waits for the first fetch only: from then on the ring is there at once. */
  current(): MaybePromise<KeyRing>
  refresh(): MaybePromise<KeyRing | undefined>
}

/** Makes the keys that `fetch` brings. */
export function fetchedKeys(
  fetch: () => Promise<KeyRing>,
  { refreshWindow, onRefreshFailed }: FetchSettings,
): FetchedKeys {
  let ring: KeyRing | undefined
  let first: Promise<KeyRing> | undefined
  let refreshing: Promise<KeyRing | undefined> | undefined
  let fetchedAt = 0

  const fetchNow = (): Promise<KeyRing> => {
    fetchedAt = Date.now()
    return fetch()
  }

  const fetchFirst = async (): Promise<KeyRing> => {
    try {
      return (ring = await fetchNow())
    } finally {
      // A failed fetch is not remembered: the next request tries again. Whoever waits for it sees the failure.
      first = undefined
    }
  }

  const refreshNow = async (): Promise<KeyRing | undefined> => {
    try {
      // The known keys stay in use until the new ones are there, and for good if they never come.
      return (ring = await fetchNow())
    } catch (error) {
      onRefreshFailed?.(error)
      return undefined
    } finally {
      refreshing = undefined
    }
  }

  const fetchedLately = (): boolean => {
    const age = Date.now() - fetchedAt
    // A clock that was put back says nothing about how long ago it was.
    return age >= 0 && !(age >= refreshWindow)
  }

  return {
    current: () => ring ?? (first ??= fetchFirst()),

    refresh() {
      // Whoever asks while a fetch is under way gets what that one brings.
      if (refreshing !== undefined || fetchedLately()) return refreshing
      return (refreshing = refreshNow())
    },
  }
}
