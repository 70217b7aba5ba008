import { answer, field, isOwnPost } from '../../lib/answer'
import { withSession } from '../../lib/session'
import type { User } from '../../lib/session'

// There is no password to check: the demo is about what happens after a login.
export default withSession(async (req, res) => {
  if (!isOwnPost(req, res)) return
  const name = field(req, 'name', 40)
  if (name === '') {
    res.redirect(303, '/login?missing=name')
    return
  }
  const user: User = { name, role: field(req, 'role', 10) === 'admin' ? 'admin' : 'reader' }
  req.session.set('user', user)
  await req.session.save()
  answer(req, res, { user }, '/profile-sg')
})
