import type { RejectReason } from 'ironseal'
import type { GetServerSideProps } from 'next'
import { Intro } from '../../components/Intro'
import { PageTitle } from '../../components/PageTitle'
import { SessionsShell } from '../../components/SessionsShell'
import { VerdictView } from '../../components/VerdictBox'
import { isEmail, openLink, wasUsed } from '../../lib/links'
import { REASONS } from '../../lib/reasons'
import { openSessions } from '../../lib/sessions-report'
import type { Verdict } from '../../lib/verdict'

interface PageProps {
  user: string | null
  account: string
  seal: string
  state: 'good' | 'used' | RejectReason
}

export const getServerSideProps: GetServerSideProps<PageProps> = async (context) => {
  const { query, res } = context
  // The address of this page is a secret.
  res.setHeader('referrer-policy', 'no-referrer')
  const session = await openSessions(context)
  const user = session.get('user') ?? null
  await session.commit()
  const account = String(query.account ?? '')
  const seal = String(query.seal ?? '')
  return { props: { user, account, seal, state: await stateOf(seal, account) } }
}

async function stateOf(seal: string, account: string): Promise<PageProps['state']> {
  if (!isEmail(account)) return 'malformed'
  const opened = await openLink(seal, account)
  if (!opened.ok) return opened.reason
  return wasUsed(opened.data.linkId) ? 'used' : 'good'
}

/** Where a link leads: a page with a button, because programs that scan mail follow links and press no buttons. */
export default function Enter({ user, account, seal, state }: PageProps) {
  return (
    <SessionsShell current="/magic-link" user={user}>
      <PageTitle>Open the link</PageTitle>
      <div className="narrow">
        <Intro kind="unsealData" title="Log in with the link">
          Nothing has happened yet: a link must do nothing before somebody presses a button.
        </Intro>
        <div className="card stack">
          <VerdictView verdict={verdictOf(state, account)} />
          {state === 'good' && (
            <form method="post" action="/api/links/enter">
              <input type="hidden" name="account" value={account} />
              <input type="hidden" name="seal" value={seal} />
              <button className="button">Log in as {account}</button>
            </form>
          )}
          <p>
            <a href="/magic-link">Back to the links</a>
          </p>
        </div>
      </div>
    </SessionsShell>
  )
}

function verdictOf(state: PageProps['state'], account: string): Verdict {
  if (state === 'good') return { tone: 'good', title: 'The link opens', text: `For ${account}.` }
  if (state === 'used') {
    const text = 'It opens, and the server remembers that it was used. A seal cannot know that.'
    return { tone: 'bad', title: 'Used before', text }
  }
  const changed = state === 'invalid' ? ' Was the password changed?' : ''
  return { tone: 'bad', title: `Refused: ${state}`, text: REASONS[state] + changed }
}
