import { reportOf } from '../../../lib/report'
import { withSession } from '../../../lib/session'

export default withSession((req, res) => {
  res.setHeader('cache-control', 'private, no-store')
  res.json(reportOf(req))
})
