import type { GetServerSideProps } from 'next'
import { BreakButtons } from '../components/BreakButtons'
import { Clocks } from '../components/Clocks'
import { Code } from '../components/Code'
import { CompactPanel } from '../components/CompactPanel'
import { Intro } from '../components/Intro'
import { NoticeBox } from '../components/NoticeBox'
import { PageTitle } from '../components/PageTitle'
import { ReasonList } from '../components/ReasonList'
import { SessionButtons } from '../components/SessionButtons'
import { SessionFacts } from '../components/SessionFacts'
import { SessionsLogin } from '../components/SessionsLogin'
import { SessionsShell } from '../components/SessionsShell'
import { VerdictView } from '../components/VerdictBox'
import type { Notice } from '../lib/notices'
import { openSessions, readNotice, reportOf } from '../lib/sessions-report'
import type { SessionsReport } from '../lib/sessions-report'
import { sessionsVerdict } from '../lib/sessions-verdict'
import { useSessionsReport } from '../lib/use-sessions-report'

interface PageProps {
  first: SessionsReport
  notice: Notice | null
}

export const getServerSideProps: GetServerSideProps<PageProps> = async (context) => {
  const session = await openSessions(context)
  const notice = readNotice(session)
  return { props: { notice, first: await reportOf(session, context) } }
}

/** A session of `createSessions` from its beginning to each of its ends. */
export default function SessionsPage({ first, notice }: PageProps) {
  const { report, time } = useSessionsReport(first)
  const { user, limits, cookie } = report
  return (
    <SessionsShell current="/sessions" user={user}>
      <PageTitle>Lifetimes</PageTitle>
      <Intro kind="createSessions" title="Watch a session end">
        It ends when nobody uses it for {limits.idle} seconds, and {limits.absolute} seconds after
        the login whatever happens. Both clocks run on the server, and the times are inside of the
        seal. The login is apart from that of the other pages.
      </Intro>
      <div className="columns">
        <section className="card stack" id="result" tabIndex={-1} aria-labelledby="session">
          <h2 id="session">Your session</h2>
          <VerdictView verdict={sessionsVerdict(report)} />
          <NoticeBox notice={report === first ? notice : null} id={first.id} />
          <Clocks report={report} time={time} />
          {report.ends !== null && <SessionFacts report={report} />}
          <SessionButtons open={report.ends !== null} loggedIn={user !== null} />
          {user === null && <SessionsLogin />}
        </section>
        <div className="stack">
          <section className="card stack" aria-labelledby="break">
            <h2 id="break">Break my cookie</h2>
            <BreakButtons />
          </section>
          <Code file="pages/api/sessions/login.ts">{`
await session.regenerate({ keep: ['basket'] })
session.set('user', name)
session.remember(remembered)
session.flash('notice', notice)
// withIronSession saves it
`}</Code>
        </div>
      </div>
      <CompactPanel name={cookie.name} value={cookie.value} />
      <ReasonList />
    </SessionsShell>
  )
}
