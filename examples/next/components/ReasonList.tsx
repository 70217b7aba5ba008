import { REASONS } from '../lib/reasons'

/** All reasons of the library, in plain words. */
export function ReasonList() {
  return (
    <details className="card reasons">
      <summary>All reasons, in plain words</summary>
      <dl className="facts">
        {Object.entries(REASONS).map(([reason, text]) => (
          <div key={reason}>
            <dt>
              <code>{reason}</code>
            </dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}
