/** Asks for a link to one of the accounts. */
export function LinkForm({ accounts }: { accounts: { email: string; version: number }[] }) {
  return (
    <form className="stack" method="post" action="/api/links/send">
      <fieldset className="field">
        <legend>Account</legend>
        <div className="steps">
          {accounts.map(({ email, version }, at) => (
            <label key={email} className="choice">
              <input type="radio" name="email" value={email} defaultChecked={at === 0} />
              <span>
                <strong>{email}</strong>
                <small>password version {version}</small>
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      <button className="button">Send a link</button>
    </form>
  )
}
