import { CompactText } from './CompactText'

export interface Mail {
  to: string
  seal: string
}

/** The mail with the link, as its reader sees it, and the seal that is in the link. */
export function Inbox({ mail }: { mail: Mail | null }) {
  if (mail === null) return <p className="hint">No mail yet. Send a link first.</p>
  const { to, seal } = mail
  return (
    <>
      <dl className="facts" data-testid="mail">
        <div>
          <dt>To</dt>
          <dd>{to}</dd>
        </div>
        <div>
          <dt>Subject</dt>
          <dd>Your link, good for 15 minutes and once</dd>
        </div>
        <div>
          <dt>Link</dt>
          <dd>
            <a href={`/magic-link/enter?${new URLSearchParams({ account: to, seal })}`}>
              Open the link
            </a>
          </dd>
        </div>
      </dl>
      <CompactText value={seal} />
    </>
  )
}
