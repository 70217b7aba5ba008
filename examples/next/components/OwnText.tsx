import type { SubmitEventHandler } from 'react'

/** Any text as the cookie: a seal of another server, an old one, or nonsense. */
export function OwnText({ onSubmit }: { onSubmit: SubmitEventHandler<HTMLFormElement> }) {
  return (
    <form className="stack" method="post" action="/api/demo/tamper" onSubmit={onSubmit}>
      <div className="field">
        <label htmlFor="own">Or set a cookie of your own</label>
        <textarea
          id="own"
          name="seal"
          rows={3}
          maxLength={3000}
          required
          spellCheck={false}
          placeholder="Fe26.2*1*…"
        />
      </div>
      <button className="button quiet">Set this cookie</button>
    </form>
  )
}
