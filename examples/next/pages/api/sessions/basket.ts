import { NOTICE } from '../../../lib/notices'
import type { Notice } from '../../../lib/notices'
import { formRoute } from '../../../lib/sessions'

export default formRoute(({ session }) => {
  const notice: Notice = { kind: 'basket' }
  session.set('basket', (session.get('basket') ?? 0) + 1)
  session.flash(NOTICE, notice)
  return '/sessions#result'
})
