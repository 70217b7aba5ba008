import { CookiePanel } from '../components/CookiePanel'
import { LoginForm } from '../components/LoginForm'
import { PageTitle } from '../components/PageTitle'
import { Shell } from '../components/Shell'
import { Tour } from '../components/Tour'
import { VerdictBox } from '../components/VerdictBox'
import { reportProps } from '../lib/page-props'
import type { PageReport } from '../lib/report'

export const getServerSideProps = reportProps

/** The overview: log in here, and see the cookie that comes of it. */
export default function Home({ user, cookie }: PageReport) {
  return (
    <Shell current="/" user={user}>
      <PageTitle>Overview</PageTitle>
      <div className="hero">
        <div>
          <h1>The whole session travels in the cookie.</h1>
          <p className="lead">
            ironseal encrypts it, authenticates it and lets it expire. The server keeps nothing but
            a password, so any number of servers share one login.
          </p>
          <dl className="claims">
            <div>
              <dt>kept on the server for each session</dt>
              <dd>0 bytes</dd>
            </div>
            <div>
              <dt>needed to open all of them</dt>
              <dd>1 password</dd>
            </div>
            <div>
              <dt>fit into one cookie</dt>
              <dd>4096 bytes</dd>
            </div>
          </dl>
        </div>
        <section className="card" aria-labelledby="login">
          <h2 id="login">{user ? 'You are logged in' : 'Log in'}</h2>
          {user ? <LoggedIn cookie={cookie} user={user} /> : <LoginForm back="/" />}
        </section>
      </div>
      <CookiePanel cookie={cookie} />
      <Tour />
    </Shell>
  )
}

function LoggedIn({ cookie, user }: Pick<PageReport, 'cookie' | 'user'>) {
  return (
    <div className="stack">
      <VerdictBox cookie={cookie} user={user} />
      <p>Everything the server knows about you is in the cookie below.</p>
      <form method="post" action="/api/logout">
        <button className="button quiet">Log out</button>
      </form>
    </div>
  )
}
