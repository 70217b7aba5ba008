import { answer, isOwnPost } from '../../lib/answer'
import { withSession } from '../../lib/session'

export default withSession((req, res) => {
  if (!isOwnPost(req, res)) return
  req.session.destroy()
  answer(req, res, { user: null }, '/')
})
