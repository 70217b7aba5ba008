import { field } from '../../../lib/answer'
import { isEmail, sendLink } from '../../../lib/links'
import { NOTICE } from '../../../lib/notices'
import type { Notice } from '../../../lib/notices'
import { formRoute } from '../../../lib/sessions'

export default formRoute(async (req) => {
  const email = field(req, 'email', 40)
  if (!isEmail(email)) return '/magic-link'
  const notice: Notice = { kind: 'mail', to: email }
  await sendLink(email)
  req.session.flash(NOTICE, notice)
  return '/magic-link#result'
})
