import { field } from '../../../lib/answer'
import { isEmail, openLink, useOnce } from '../../../lib/links'
import { NOTICE } from '../../../lib/notices'
import type { Notice } from '../../../lib/notices'
import { formRoute } from '../../../lib/sessions'

/** Logs in with a link. A GET never does: programs that scan mail follow links. */
export default formRoute(async (req) => {
  const { session } = req
  const account = field(req, 'account', 40)
  const seal = field(req, 'seal', 2000)
  const refused = `/magic-link/enter?${new URLSearchParams({ account, seal })}`
  if (!isEmail(account)) return refused

  const opened = await openLink(seal, account)
  if (!opened.ok || !useOnce(opened.data.linkId)) return refused

  const notice: Notice = { kind: 'login', before: session.id ?? null, by: 'link' }
  await session.regenerate({ keep: ['basket'] })
  session.set('user', opened.data.email)
  session.flash(NOTICE, notice)
  return '/sessions#result'
})
