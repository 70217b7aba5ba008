const ROLES = [
  ['reader', 'May read'],
  ['admin', 'May change things'],
] as const

interface LoginFormProps {
  /** The page to come back to. */
  back?: string
  missing?: boolean
}

/** A plain form: it needs no JavaScript, and a real page load shows what the browser has kept. */
export function LoginForm({ back, missing = false }: LoginFormProps) {
  return (
    <form className="stack" method="post" action="/api/login">
      {back && <input type="hidden" name="back" value={back} />}
      <div className="field">
        <label htmlFor="name">User name</label>
        <input
          id="name"
          name="name"
          defaultValue="visitor"
          maxLength={40}
          required
          autoComplete="off"
          aria-describedby="name-hint"
          aria-invalid={missing || undefined}
        />
        <p className="hint" id="name-hint">
          {missing ? 'Please give a name.' : 'Any name works. There is no password to know.'}
        </p>
      </div>
      <fieldset className="field">
        <legend>Role</legend>
        <div className="choices">
          {ROLES.map(([role, text], at) => (
            <label key={role} className="choice">
              <input type="radio" name="role" value={role} defaultChecked={at === 0} />
              <span>
                <strong>{role}</strong>
                <small>{text}</small>
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      <button className="button">Log in</button>
    </form>
  )
}
