import { field } from '../../../lib/answer'
import { changePassword, isEmail } from '../../../lib/links'
import { NOTICE } from '../../../lib/notices'
import type { Notice } from '../../../lib/notices'
import { formRoute } from '../../../lib/sessions'

/** Changes what the links of an account are bound to. */
export default formRoute((req) => {
  const account = field(req, 'account', 40)
  if (!isEmail(account)) return '/magic-link'
  const notice: Notice = { kind: 'password', version: changePassword(account) }
  req.session.flash(NOTICE, notice)
  return '/magic-link#result'
})
