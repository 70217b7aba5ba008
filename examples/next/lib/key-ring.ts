import { randomBytes } from 'node:crypto'

/** One password of the ring. The first entry of a ring seals, every entry unseals. */
export interface RingEntry {
  id: number
  password: string
}

export const MOST_PASSWORDS = 4

const newEntry = (id: number): RingEntry => ({
  id,
  password: randomBytes(32).toString('base64url'),
})

// An application reads its passwords from the environment. The demo makes them at start-up, so that
// nothing secret lies in the repository, and keeps them on globalThis: Next.js bundles the App Router
// and the Pages Router separately, and each bundle has its own copy of this module.
type Ring = [RingEntry, ...RingEntry[]]
const shared = globalThis as { ironsealDemoRing?: Ring }

export function keyRing(): Ring {
  return (shared.ironsealDemoRing ??= [newEntry(1)])
}

/** Puts a new password in front: it seals from now on, and the older ones still unseal. */
export function rotate(): void {
  const ring = keyRing()
  if (ring.length >= MOST_PASSWORDS) return
  shared.ironsealDemoRing = [newEntry(ring[0].id + 1), ...ring]
}

/** Keeps the newest password only: a session which was not saved since the rotation ends here. */
export function dropOld(): void {
  shared.ironsealDemoRing = [keyRing()[0]]
}

/** Starts over with one fresh password. */
export function resetRing(): void {
  shared.ironsealDemoRing = [newEntry(1)]
}
