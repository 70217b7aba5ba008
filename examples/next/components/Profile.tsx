import type { User } from '../lib/session'

/** The profile card. While the user is unknown it has the same size, with bars in place of text. */
export function Profile({ user, source }: { user: User | undefined; source: string }) {
  return (
    <section className="card profile" aria-labelledby="profile" aria-busy={user === undefined}>
      <span className="avatar large" aria-hidden="true">
        {user?.name.slice(0, 1).toUpperCase()}
      </span>
      <h2 id="profile">Profile</h2>
      <dl className="facts">
        <Fact term="Name" text={user?.name} />
        <Fact term="Role" text={user?.role} />
        <Fact term="Read by" text={source} />
      </dl>
    </section>
  )
}

function Fact({ term, text }: { term: string; text: string | undefined }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{text ?? <span className="bar-text">Loading</span>}</dd>
    </div>
  )
}
