interface AccountProps {
  user: { name: string; role: string } | null | undefined
  /** Where to log in and out: the pages on `createSessions` have a login of their own. */
  login?: string
  logout?: string
}

/** Who is logged in. While that is unknown the place is kept free, so that nothing moves. */
export function Account({ user, login = '/login', logout = '/api/logout' }: AccountProps) {
  if (user === undefined) return <div className="account" aria-hidden="true" />
  if (user === null) {
    return (
      <div className="account">
        <a className="button small" href={login}>
          Log in
        </a>
      </div>
    )
  }
  return (
    <form className="account" method="post" action={logout}>
      <span className="who">
        <span className="avatar" aria-hidden="true">
          {user.name.slice(0, 1).toUpperCase()}
        </span>
        <span className="who-text">
          <span className="who-name">{user.name}</span>
          <span className="who-role">{user.role}</span>
        </span>
      </span>
      <button className="button small quiet">Log out</button>
    </form>
  )
}
