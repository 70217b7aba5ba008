import { answer, field, isOwnPost } from '../../../lib/answer'
import { dropOld, resetRing, rotate } from '../../../lib/key-ring'
import { withSession } from '../../../lib/session'

export default withSession(async (req, res) => {
  if (!isOwnPost(req, res)) return
  const step = field(req, 'step', 10)
  if (step === 'rotate') rotate()
  if (step === 'drop') dropOld()
  if (step === 'reset') resetRing()
  // Nothing else is needed to move a session to the new password: saving seals with the first one.
  if (step === 'save' && req.session.origin.kind === 'resumed') await req.session.save()
  answer(req, res, { step }, '/rotation')
})
