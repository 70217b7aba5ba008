import { useState } from 'react'
import { Code } from '../components/Code'
import { CookiePanel } from '../components/CookiePanel'
import { EditButtons } from '../components/EditButtons'
import { Intro } from '../components/Intro'
import { OwnText } from '../components/OwnText'
import { PageTitle } from '../components/PageTitle'
import { QuickLogin } from '../components/QuickLogin'
import { Shell } from '../components/Shell'
import { VerdictBox } from '../components/VerdictBox'
import { reportProps } from '../lib/page-props'
import type { PageReport } from '../lib/report'
import { useReport } from '../lib/use-report'

export const getServerSideProps = reportProps

export default function Tampering(first: PageReport) {
  const { report, outcomes, busy, failed, submit } = useReport(first)
  const { user, cookie } = report
  // The last seal that opened: each edit starts from it, not from the edit before.
  const [good, setGood] = useState<string | null>(null)
  const opened = cookie.origin.kind === 'resumed' ? cookie.value : null
  if (opened !== null && opened !== good) setGood(opened)

  return (
    <Shell current="/tampering" user={user}>
      <PageTitle>Tampering</PageTitle>
      <Intro kind="Origin and reasons" title="Change your own cookie">
        The visitor holds the cookie, so the visitor may change it. Whatever is in it, reading never
        fails: the session is empty then, and its origin says why.
      </Intro>
      <div className="columns">
        <section className="card stack" aria-labelledby="edits">
          <h2 id="edits">Edit the seal</h2>
          <EditButtons seal={good} outcomes={outcomes} busy={busy} onSubmit={submit} />
        </section>
        <section className="card stack" aria-labelledby="result">
          <h2 id="result">What the server says</h2>
          <VerdictBox cookie={cookie} user={user} failed={failed} />
          {good === null && <QuickLogin back="/tampering" />}
          <OwnText onSubmit={submit} />
          <Code file="the same in an application">{`
const { origin } = req.session
if (origin.kind === 'rejected') {
  log.warn({ reason: origin.reason })
}
`}</Code>
        </section>
      </div>
      <CookiePanel cookie={cookie} />
    </Shell>
  )
}
