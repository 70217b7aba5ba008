import { noticeText } from '../lib/notices'
import type { Notice } from '../lib/notices'

/** The flash message: there once, gone when the page is loaded again. */
export function NoticeBox({ notice, id }: { notice: Notice | null; id: string | null }) {
  if (notice === null) return null
  return (
    <div className="notice" data-testid="notice">
      <p>
        <span className="badge">flash</span> {noticeText(notice)}
      </p>
      {notice.kind === 'login' && (
        <dl className="facts">
          <div>
            <dt>Id before</dt>
            <dd>
              <code data-testid="id-before">{notice.before ?? 'none: there was no session'}</code>
            </dd>
          </div>
          <div>
            <dt>Id now</dt>
            <dd>
              <code data-testid="id-now">{id}</code>
            </dd>
          </div>
        </dl>
      )}
    </div>
  )
}
