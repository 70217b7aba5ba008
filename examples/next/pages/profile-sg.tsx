import { Code } from '../components/Code'
import { Intro } from '../components/Intro'
import { PageTitle } from '../components/PageTitle'
import { Profile } from '../components/Profile'
import { Shell } from '../components/Shell'
import { useUser } from '../lib/use-user'

/** A page without server code: its HTML is the same for everybody, the hook fills it in. */
export default function StaticProfile() {
  const user = useUser({ redirectTo: '/login' })
  return (
    <Shell current="/profile-sg" user={user ?? undefined}>
      <PageTitle>Static page</PageTitle>
      <Intro kind="Pages Router · static generation" title="Your profile, on a static page">
        This HTML was written at build time and knows nobody. A hook asks /api/user who you are, and
        goes to the login page when the session holds no user.
      </Intro>
      <noscript>
        <p>This page needs JavaScript to know you. The server page does without.</p>
      </noscript>
      <div className="columns">
        <Profile user={user ?? undefined} source="fetch('/api/user') in the browser" />
        <Code file="pages/api/user.ts">{`
export default withSession((req, res) => {
  res.setHeader('cache-control', 'private, no-store')
  res.json({ user: req.session.get('user') ?? null })
})
`}</Code>
      </div>
    </Shell>
  )
}
