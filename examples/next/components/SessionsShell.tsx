import type { ReactNode } from 'react'
import { Account } from './Account'
import { Shell } from './Shell'

/** The frame of the pages on `createSessions`, which have a cookie and a login of their own. */
export function SessionsShell({
  current,
  user,
  children,
}: {
  current: string
  user: string | null
  children: ReactNode
}) {
  const account = (
    <Account
      user={user === null ? null : { name: user, role: 'createSessions' }}
      login="/sessions#login"
      logout="/api/sessions/logout"
    />
  )
  return (
    <Shell current={current} account={account}>
      {children}
    </Shell>
  )
}
