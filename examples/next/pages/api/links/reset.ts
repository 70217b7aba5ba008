import { field } from '../../../lib/answer'
import { isEmail, openLink } from '../../../lib/links'
import { NOTICE } from '../../../lib/notices'
import type { Notice } from '../../../lib/notices'
import { formRoute } from '../../../lib/sessions'

/** Tries the link for what it was not made for. Everything else is as it should be: key, binding, time. */
export default formRoute(async (req) => {
  const account = field(req, 'account', 40)
  if (!isEmail(account)) return '/magic-link'
  const opened = await openLink(field(req, 'seal', 2000), account, 'password-reset')
  const notice: Notice = { kind: 'purpose', reason: opened.ok ? 'none' : opened.reason }
  req.session.flash(NOTICE, notice)
  return '/magic-link#result'
})
