import { BREAKS } from '../lib/breaks'

/** One button for each way to spoil the cookie. */
export function BreakButtons() {
  return (
    <form className="steps" method="post" action="/api/sessions/break">
      {BREAKS.map(({ id, label, hint }) => (
        <button key={id} className="step" name="way" value={id}>
          <span>
            <strong>{label}</strong>
            <small>{hint}</small>
          </span>
        </button>
      ))}
    </form>
  )
}
