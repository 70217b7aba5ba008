import { Code } from '../components/Code'
import { CookiePanel } from '../components/CookiePanel'
import { Intro } from '../components/Intro'
import { PageTitle } from '../components/PageTitle'
import { QuickLogin } from '../components/QuickLogin'
import { RingView } from '../components/RingView'
import { RotationSteps } from '../components/RotationSteps'
import { Shell } from '../components/Shell'
import { VerdictBox } from '../components/VerdictBox'
import { reportProps } from '../lib/page-props'
import type { PageReport } from '../lib/report'
import { partOf } from '../lib/seal-parts'
import { useReport } from '../lib/use-report'

export const getServerSideProps = reportProps

export default function Rotation(first: PageReport) {
  const { report, busy, failed, submit } = useReport(first)
  const { user, cookie, ring } = report
  return (
    <Shell current="/rotation" user={user}>
      <PageTitle>Password rotation</PageTitle>
      <Intro kind="Key ring" title="Change the password, keep the logins">
        A key ring is a list of passwords: the first one seals, every one of them unseals. Put a new
        password in front, let sessions move over as they are saved, then drop the old one.
      </Intro>
      <div className="columns">
        <section className="card stack" aria-labelledby="ring">
          <h2 id="ring">Key ring of this server</h2>
          <RingView ring={ring} sealedWith={partOf(cookie.value ?? '', 'id')} />
          <RotationSteps ring={ring} busy={busy} loggedIn={user !== null} onSubmit={submit} />
        </section>
        <section className="card stack" aria-labelledby="result">
          <h2 id="result">Your session</h2>
          <VerdictBox cookie={cookie} user={user} failed={failed} />
          {user === null && <QuickLogin back="/rotation" />}
          <Code file="the same in an application">{`
withIronSession(handler, {
  cookieName: 'myapp',
  password: [
    { id: 2, password: NEW }, // seals
    { id: 1, password: OLD }, // opens
  ],
})
`}</Code>
        </section>
      </div>
      <CookiePanel cookie={cookie} />
    </Shell>
  )
}
