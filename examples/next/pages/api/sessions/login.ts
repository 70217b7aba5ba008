import { field } from '../../../lib/answer'
import { NOTICE } from '../../../lib/notices'
import type { Notice } from '../../../lib/notices'
import { formRoute } from '../../../lib/sessions'

// There is no password to check, as on the other pages: the demo is about what happens after a login.
export default formRoute(async (req) => {
  const { session } = req
  const notice: Notice = { kind: 'login', before: session.id ?? null, by: 'form' }
  const remembered = field(req, 'remember', 2) === 'on'

  // A new id: whoever knew or planted the old session has nothing of the one that is logged in.
  await session.regenerate({ keep: ['basket'] })
  session.set('user', field(req, 'name', 40) || 'visitor')
  session.set('remembered', remembered)
  session.remember(remembered)
  session.flash(NOTICE, notice)
  return '/sessions#result'
})
