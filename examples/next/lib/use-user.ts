import Router from 'next/router'
import { useEffect, useState } from 'react'
import type { User } from './session'

/** Asks the server who is logged in: `undefined` until it has answered. */
export function useUser({ redirectTo }: { redirectTo?: string } = {}): User | null | undefined {
  const [user, setUser] = useState<User | null>()

  useEffect(() => {
    const page = new AbortController()
    fetch('/api/user', { signal: page.signal })
      .then((response) => response.json())
      .then((answer: { user: User | null }) => setUser(answer.user))
      .catch((error: unknown) => {
        // Leaving the page ends the request; everything else is a real failure.
        if (!page.signal.aborted) throw error
      })
    return () => page.abort()
  }, [])

  useEffect(() => {
    if (user === null && redirectTo) void Router.replace(redirectTo)
  }, [user, redirectTo])

  return user
}
