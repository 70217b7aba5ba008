import type { PageReport } from '../lib/report'
import { verdictOf } from '../lib/verdict'
import type { Verdict } from '../lib/verdict'

const SIGNS = { good: '✓', bad: '✕', plain: '–' }

const FAILED: Verdict = {
  tone: 'bad',
  title: 'No answer',
  text: 'The request failed. Reload the page.',
}

type VerdictProps = Pick<PageReport, 'cookie' | 'user'> & { failed?: boolean }

/** What the server made of the cookie. Screen readers hear each change. */
export function VerdictBox({ cookie, user, failed = false }: VerdictProps) {
  return <VerdictView verdict={failed ? FAILED : verdictOf({ cookie, user })} />
}

export function VerdictView({ verdict: { tone, title, text } }: { verdict: Verdict }) {
  return (
    <div className={`verdict ${tone}`} role="status" data-testid="verdict">
      <span className="verdict-sign" aria-hidden="true">
        {SIGNS[tone]}
      </span>
      <div>
        <p className="verdict-title">{title}</p>
        <p>{text}</p>
      </div>
    </div>
  )
}
