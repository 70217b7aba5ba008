import type { SubmitEventHandler } from 'react'
import { EDITS } from '../lib/edits'

interface EditButtonsProps {
  /** The seal to start from, or `null` when there is none yet. */
  seal: string | null
  /** What came of each edit so far. */
  outcomes: Record<string, string>
  busy: boolean
  onSubmit: SubmitEventHandler<HTMLFormElement>
}

/** One button for each way to spoil a seal, and one to put the seal back. */
export function EditButtons({ seal, outcomes, busy, onSubmit }: EditButtonsProps) {
  return (
    <form
      className="steps"
      method="post"
      action="/api/demo/tamper"
      onSubmit={onSubmit}
      aria-busy={busy}
    >
      <input type="hidden" name="seal" value={seal ?? ''} />
      {EDITS.map(({ id, label, hint }) => (
        <button key={id} className="step" name="edit" value={id} aria-disabled={seal === null}>
          <span>
            <strong>{label}</strong>
            <small>{hint}</small>
          </span>
          {outcomes[id] && <span className="badge rejected">{outcomes[id]}</span>}
        </button>
      ))}
      <button className="button" name="edit" value="restore" aria-disabled={seal === null}>
        Put the good seal back
      </button>
    </form>
  )
}
