import type { NextApiRequest, NextApiResponse } from 'next'
import { openSessions, reportOf } from '../../../lib/sessions-report'

/** What became of the session, for the countdown. `countsAsUse` knows this address: asking does not keep it alive. */
export default async function report(req: NextApiRequest, res: NextApiResponse) {
  const session = await openSessions({ req, res })
  res.json(await reportOf(session, { req, res }))
}
