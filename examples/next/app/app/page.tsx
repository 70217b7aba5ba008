import { cookies } from 'next/headers'
import { ActionForms } from '../../components/ActionForms'
import { Code } from '../../components/Code'
import { CookiePanel } from '../../components/CookiePanel'
import { HandlerButtons } from '../../components/HandlerButtons'
import { Intro } from '../../components/Intro'
import { Shell } from '../../components/Shell'
import { VerdictBox } from '../../components/VerdictBox'
import { appCookieName, openAppSession, readLogin } from '../../lib/app-session'
import type { CookieReport } from '../../lib/report'
import { cookieName } from '../../lib/session'

export default async function AppPage() {
  const { session, reason } = await openAppSession()
  const user = await readLogin()
  const value = (await cookies()).get(appCookieName)?.value ?? null
  const cookie: CookieReport = { name: appCookieName, value, data: session, origin: origin() }

  // iron-session has no `origin`: a reason comes through the hook, and no cookie means new.
  function origin(): CookieReport['origin'] {
    if (reason !== undefined) return { kind: 'rejected', reason }
    return { kind: value ? 'resumed' : 'new' }
  }

  return (
    <Shell current="/app" user={user}>
      <Intro kind="App Router" title="A session in Server Components">
        getIronSession reads the cookie while the page renders; a server action and a route handler
        write it. The page keeps a cookie of its own, <code>{appCookieName}</code>, because this API
        writes a flat object and the Pages Router functions read {'{persistent, flash}'} only.
      </Intro>
      <div className="columns">
        <section className="card stack" aria-labelledby="actions">
          <h2 id="actions">Server actions</h2>
          <VerdictBox cookie={cookie} user={null} />
          <ActionForms note={session.note ?? ''} count={session.count ?? 0} />
          <dl className="facts framed">
            <div>
              <dt>Login</dt>
              <dd>
                {user ? `${user.name}, ${user.role}` : 'nobody'}
                <p className="hint">
                  From <code>{cookieName}</code>: getIronSession also reads what the Pages Router
                  wrote.
                </p>
              </dd>
            </div>
          </dl>
        </section>
        <div className="stack">
          <section className="card stack" aria-labelledby="handler">
            <h2 id="handler">Route handler</h2>
            <HandlerButtons />
          </section>
          <Code file="app/app/actions.ts">{`
export async function count() {
  const session = await getIronSession(await cookies(), options)
  session.count = (session.count ?? 0) + 1
  await session.save()
}
`}</Code>
        </div>
      </div>
      <CookiePanel cookie={cookie} />
    </Shell>
  )
}
