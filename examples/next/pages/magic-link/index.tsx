import type { GetServerSideProps } from 'next'
import { Code } from '../../components/Code'
import { Inbox } from '../../components/Inbox'
import type { Mail } from '../../components/Inbox'
import { Intro } from '../../components/Intro'
import { LinkForm } from '../../components/LinkForm'
import { LinkTrials } from '../../components/LinkTrials'
import { NoticeBox } from '../../components/NoticeBox'
import { PageTitle } from '../../components/PageTitle'
import { SessionsShell } from '../../components/SessionsShell'
import { VerdictView } from '../../components/VerdictBox'
import { ACCOUNTS, lastMail, versionOf } from '../../lib/links'
import type { Notice } from '../../lib/notices'
import { openSessions, readNotice, reportOf } from '../../lib/sessions-report'
import type { SessionsReport } from '../../lib/sessions-report'
import { sessionsVerdict } from '../../lib/sessions-verdict'

interface PageProps {
  report: SessionsReport
  notice: Notice | null
  mail: Mail | null
  accounts: { email: string; version: number }[]
}

export const getServerSideProps: GetServerSideProps<PageProps> = async (context) => {
  const session = await openSessions(context)
  const notice = readNotice(session)
  const report = await reportOf(session, context)
  const accounts = ACCOUNTS.map((email) => ({ email, version: versionOf(email) }))
  return { props: { report, notice, mail: lastMail(), accounts } }
}

/** `sealData`: a link that is good for one thing. */
export default function MagicLink({ report, notice, mail, accounts }: PageProps) {
  return (
    <SessionsShell current="/magic-link" user={report.user}>
      <PageTitle>Magic link</PageTitle>
      <Intro kind="sealData and unsealData" title="A link that is good for one thing">
        The link carries a seal that says whom to let in. It opens for its purpose, as long as the
        password of the account stays what it was. The server remembers only which links were used.
      </Intro>
      <div className="columns">
        <section className="card stack" id="result" tabIndex={-1} aria-labelledby="ask">
          <h2 id="ask">Ask for a link</h2>
          <NoticeBox notice={notice} id={report.id} />
          <LinkForm accounts={accounts} />
        </section>
        <section className="card stack" aria-labelledby="inbox">
          <h2 id="inbox">Inbox</h2>
          <Inbox mail={mail} />
        </section>
        <section className="card stack" aria-labelledby="trials">
          <h2 id="trials">Try the link for something else</h2>
          <LinkTrials mail={mail} />
        </section>
        <section className="card stack" id="cookie" tabIndex={-1} aria-labelledby="login">
          <h2 id="login">Your login cookie</h2>
          <VerdictView verdict={sessionsVerdict(report)} />
          <Code file="lib/links.ts">{`
const seal = await sealData({ email, linkId }, {
  password, // the one that seals sessions
  purpose: 'magic-link',
  ttl: 15 * 60,
  bind: boundTo(email),
})
`}</Code>
        </section>
      </div>
    </SessionsShell>
  )
}
