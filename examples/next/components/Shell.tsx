import type { ReactNode } from 'react'
import type { User } from '../lib/session'
import { Account } from './Account'
import { Mark } from './Mark'
import { Nav } from './Nav'

interface ShellProps {
  /** The path of the page. */
  current: string
  /** `undefined` while it is not known yet. */
  user?: User | null
  /** What stands in the place of the account. */
  account?: ReactNode
  children: ReactNode
}

/** The frame of every page, in both routers. */
export function Shell({ current, user, account, children }: ShellProps) {
  return (
    <>
      <a className="skip" href="#content">
        Skip to the content
      </a>
      <header className="top">
        <div className="bar">
          <a className="brand" href="/">
            <Mark />
            ironseal <span className="tag">demo</span>
          </a>
          {account ?? <Account user={user} />}
          <Nav current={current} />
        </div>
      </header>
      <main id="content" tabIndex={-1}>
        {children}
      </main>
      <footer className="foot">
        <div>
          <p>
            A demo of <strong>ironseal</strong>: stateless sessions in an encrypted cookie. It shows
            password ids, reasons and contents on purpose; a real application shows none of them.
          </p>
        </div>
      </footer>
    </>
  )
}
