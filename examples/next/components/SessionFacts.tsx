import type { SessionsReport } from '../lib/sessions-report'

/** What the server knows of a session that is open. */
export function SessionFacts({ report }: { report: SessionsReport }) {
  const { id, user, remembered, basket } = report
  const facts = [
    ['Session id', id ?? 'none yet'],
    ['User', user ?? 'nobody'],
    ['Basket', basket === 1 ? '1 thing' : `${basket} things`],
    ['Cookie', remembered ? 'remembered: it has a Max-Age' : 'ends with the browser'],
  ]
  return (
    <dl className="facts framed" data-testid="facts">
      {facts.map(([term, text]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{term === 'Session id' ? <code>{text}</code> : text}</dd>
        </div>
      ))}
    </dl>
  )
}
