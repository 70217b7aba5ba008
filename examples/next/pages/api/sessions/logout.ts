import { NOTICE } from '../../../lib/notices'
import type { Notice } from '../../../lib/notices'
import { formRoute } from '../../../lib/sessions'

export default formRoute(async ({ session }) => {
  const notice: Notice = { kind: 'logout' }
  await session.destroy()
  // A message needs a session to be in: a new one, of nobody.
  await session.regenerate()
  session.flash(NOTICE, notice)
  return '/sessions#result'
})
