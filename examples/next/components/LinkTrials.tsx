import type { Mail } from './Inbox'

const TRIALS = [
  {
    action: '/api/links/reset',
    label: 'Reset the password with it',
    hint: 'Another purpose than the one that it was made for.',
  },
  {
    action: '/api/links/as-cookie',
    label: 'Try it as a login cookie',
    hint: 'The same key seals both. It ends your login.',
  },
  {
    action: '/api/links/password',
    label: 'Change the password of the account',
    hint: 'What the link is bound to. Then open the link.',
  },
] as const

/** What somebody could do with a link, beside opening it. */
export function LinkTrials({ mail }: { mail: Mail | null }) {
  if (mail === null) return <p className="hint">There is no link to try.</p>
  return (
    <form className="steps" method="post">
      <input type="hidden" name="account" value={mail.to} />
      <input type="hidden" name="seal" value={mail.seal} />
      {TRIALS.map(({ action, label, hint }) => (
        <button key={action} className="step" formAction={action}>
          <span>
            <strong>{label}</strong>
            <small>{hint}</small>
          </span>
        </button>
      ))}
    </form>
  )
}
