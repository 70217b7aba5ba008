/** The login of the pages on `createSessions`: a plain form. */
export function SessionsLogin() {
  return (
    <form className="stack" method="post" action="/api/sessions/login" id="login">
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
        />
        <p className="hint" id="name-hint">
          Any name works. There is no password to know.
        </p>
      </div>
      <label className="choice">
        <input type="checkbox" name="remember" />
        <span>
          <strong>Remember me</strong>
          <small>The cookie outlives the browser. The limits are the same.</small>
        </span>
      </label>
      <button className="button">Log in</button>
    </form>
  )
}
