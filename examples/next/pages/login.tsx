import { Intro } from '../components/Intro'
import { LoginForm } from '../components/LoginForm'
import { PageTitle } from '../components/PageTitle'
import { Shell } from '../components/Shell'
import { withSessionProps } from '../lib/session'

interface LoginProps {
  missing: boolean
}

export const getServerSideProps = withSessionProps<LoginProps>(async ({ req, query }) => {
  if (req.session.get('user') !== undefined) {
    return { redirect: { destination: '/profile-sg', permanent: false } }
  }
  return { props: { missing: query.missing === 'name' } }
})

/** Where pages that need a login send their visitors. */
export default function Login({ missing }: LoginProps) {
  return (
    <Shell current="/login" user={null}>
      <PageTitle>Log in</PageTitle>
      <div className="narrow">
        <Intro kind="Pages Router" title="Log in">
          The API route puts a user into the session and saves it: one Set-Cookie header.
        </Intro>
        <div className="card">
          <LoginForm back="/profile-sg" missing={missing} />
        </div>
      </div>
    </Shell>
  )
}
