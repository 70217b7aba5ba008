import { useEffect, useState } from 'react'
import type { SessionsReport } from './sessions-report'

/** A moment longer than the countdown, so that the server has the same opinion. */
const GRACE = 250

/**
 * Counts the session down, and asks the server what became of it when it is over. Without JavaScript the page shows the times that
 * it was made with.
 *
 * The clock of the browser may be wrong: only the time that went by since the answer came is taken from it.
 */
export function useSessionsReport(first: SessionsReport) {
  const [report, setReport] = useState(first)
  const [passed, setPassed] = useState<number | null>(null)
  const { now, ends } = report
  const end = ends === null ? null : Math.min(ends.idle, ends.absolute)

  useEffect(() => {
    if (end === null) return
    const since = report === first ? answeredAt() : performance.now()
    const page = new AbortController()
    let over = false
    const tick = () => {
      const gone = performance.now() - since
      setPassed(gone)
      if (over || now + gone < end + GRACE) return
      over = true
      fetch('/api/sessions/report', { signal: page.signal })
        .then((response) => response.json())
        .then(setReport)
        .catch((error: unknown) => {
          // Leaving the page ends the request; after any other failure the countdown stands at zero.
          if (!page.signal.aborted) console.warn(error)
        })
    }
    const timer = setInterval(tick, 250)
    tick()
    return () => {
      clearInterval(timer)
      page.abort()
    }
  }, [report, first, now, end])

  return { report, time: passed === null ? null : now + passed }
}

/** When the first byte of this page came, on the clock of `performance.now()`. */
function answeredAt(): number {
  const [page] = performance.getEntriesByType('navigation')
  return page instanceof PerformanceNavigationTiming ? page.responseStart : performance.now()
}
