import { withSession } from '../../lib/session'
import type { User } from '../../lib/session'

export default withSession((req, res) => {
  res.setHeader('cache-control', 'private, no-store')
  res.json({ user: req.session.get<User>('user') ?? null })
})
