import type { SubmitEventHandler } from 'react'

interface RotationStepsProps {
  ring: number[]
  busy: boolean
  loggedIn: boolean
  onSubmit: SubmitEventHandler<HTMLFormElement>
}

const MOST = 4

/** The steps of a rotation. Leave out the second to see what it is for. */
export function RotationSteps({ ring, busy, loggedIn, onSubmit }: RotationStepsProps) {
  const next = (ring[0] ?? 0) + 1
  const steps = [
    {
      step: 'rotate',
      label: `Rotate: put password ${next} in front`,
      hint: 'Your seal still opens with the old one.',
      off: ring.length >= MOST,
    },
    {
      step: 'save',
      label: 'Save my session again',
      hint: 'Any save seals with the newest password.',
      off: !loggedIn,
    },
    {
      step: 'drop',
      label: 'Drop the old passwords',
      hint: 'Seals which were not saved since are rejected.',
      off: ring.length < 2,
    },
  ]
  return (
    <form
      className="steps"
      method="post"
      action="/api/demo/rotation"
      onSubmit={onSubmit}
      aria-busy={busy}
    >
      {steps.map(({ step, label, hint, off }, at) => (
        // Not `disabled`: a button that disables itself by its own click would lose the focus.
        <button key={step} className="step" name="step" value={step} aria-disabled={off}>
          <span className="step-number" aria-hidden="true">
            {at + 1}
          </span>
          <span>
            <strong>{label}</strong>
            <small>{hint}</small>
          </span>
        </button>
      ))}
      <button className="button quiet" name="step" value="reset">
        Reset: one fresh password
      </button>
    </form>
  )
}
