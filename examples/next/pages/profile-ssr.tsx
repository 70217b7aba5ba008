import { Code } from '../components/Code'
import { CookiePanel } from '../components/CookiePanel'
import { Intro } from '../components/Intro'
import { PageTitle } from '../components/PageTitle'
import { Profile } from '../components/Profile'
import { Shell } from '../components/Shell'
import { reportOf } from '../lib/report'
import type { CookieReport } from '../lib/report'
import { withSessionProps } from '../lib/session'
import type { User } from '../lib/session'

interface ProfileProps {
  user: User
  cookie: CookieReport
}

export const getServerSideProps = withSessionProps<ProfileProps>(async ({ req }) => {
  const user = req.session.get<User>('user')
  if (user === undefined) return { redirect: { destination: '/login', permanent: false } }
  return { props: { user, cookie: reportOf(req).cookie } }
})

/** A page that is rendered for its visitor: it arrives complete, and works without JavaScript. */
export default function ServerProfile({ user, cookie }: ProfileProps) {
  return (
    <Shell current="/profile-ssr" user={user}>
      <PageTitle>Server page</PageTitle>
      <Intro kind="Pages Router · getServerSideProps" title="Your profile, rendered on the server">
        The session was open before the first byte of this page was sent. Without a user in it, the
        answer is a redirect to the login page.
      </Intro>
      <div className="columns">
        <Profile user={user} source="req.session in getServerSideProps" />
        <Code file="pages/profile-ssr.tsx">{`
export const getServerSideProps = withSessionProps(
  async ({ req }) => {
    const user = req.session.get('user')
    if (user === undefined) return { redirect: toLogin }
    return { props: { user } }
  },
)
`}</Code>
      </div>
      <CookiePanel cookie={cookie} />
    </Shell>
  )
}
