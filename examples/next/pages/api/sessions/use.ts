import { NOTICE } from '../../../lib/notices'
import type { Notice } from '../../../lib/notices'
import { formRoute } from '../../../lib/sessions'

// What a person does on a page counts as use by itself, but is noted at most once per half of the idle window.
// `touch()` notes it now.
export default formRoute(({ session }) => {
  const notice: Notice = { kind: 'used' }
  if (session.origin.kind === 'resumed') {
    session.touch()
    session.flash(NOTICE, notice)
  }
  return '/sessions#result'
})
