import type { SessionsReport } from '../lib/sessions-report'
import { Clock } from './Clock'

interface ClocksProps {
  report: SessionsReport
  /** What time it is by the server; `null` where no JavaScript counts. */
  time: number | null
}

/** From how many seconds on people who cannot see the countdown are told, once. */
const SOON = 10

/** The two countdowns of a session. */
export function Clocks({ report: { ends, limits, now: asked }, time }: ClocksProps) {
  if (ends === null) return null
  const now = time ?? asked
  return (
    <>
      <div className="clocks">
        <Clock
          id="clock-idle"
          label="Idle"
          hint="unless it is used."
          end={ends.idle}
          now={now}
          limit={limits.idle}
        />
        <Clock
          id="clock-absolute"
          label="Absolute"
          hint="whatever happens."
          end={ends.absolute}
          now={now}
          limit={limits.absolute}
        />
      </div>
      <noscript>
        <p className="hint">
          Counted when this page was made. Without JavaScript nothing counts down here: load the
          page again to see what is left.
        </p>
      </noscript>
      <p className="unseen" role="status">
        {time !== null && warning(ends, time)}
      </p>
    </>
  )
}

function warning({ idle, absolute }: NonNullable<SessionsReport['ends']>, time: number): string {
  const left = Math.min(idle, absolute) - time
  if (left > SOON * 1000 || left <= 0) return ''
  return idle < absolute
    ? `The session ends in less than ${SOON} seconds, unless you use it.`
    : `The session ends in less than ${SOON} seconds.`
}
