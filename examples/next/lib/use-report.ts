import { useState } from 'react'
import type { SubmitEvent } from 'react'
import type { PageReport } from './report'

/**
 * Sends the forms of a page with fetch() and then asks what the server makes of the cookie which the
 * browser now has. Without JavaScript the same forms work with a redirect.
 */
export function useReport(first: PageReport) {
  const [report, setReport] = useState(first)
  const [outcomes, setOutcomes] = useState<Record<string, string>>({})
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState(false)

  async function send(path: string, body: URLSearchParams, button: string): Promise<void> {
    setBusy(true)
    try {
      await ask(path, { method: 'POST', body })
      // A second request, because only it carries the cookie that was set by the first.
      const next: PageReport = await ask('/api/demo/report')
      setReport(next)
      setOutcomes((all) => ({ ...all, [button]: next.cookie.origin.reason ?? 'opened' }))
      setFailed(false)
    } catch {
      setFailed(true)
    } finally {
      setBusy(false)
    }
  }

  function submit(event: SubmitEvent<HTMLFormElement>): void {
    event.preventDefault()
    const form = event.currentTarget
    const button = event.nativeEvent.submitter
    if (busy || button?.ariaDisabled === 'true') return
    const body = new URLSearchParams()
    for (const [name, value] of new FormData(form, button)) {
      if (typeof value === 'string') body.append(name, value)
    }
    const pressed = button instanceof HTMLButtonElement ? button.value : ''
    void send(new URL(form.action).pathname, body, pressed)
  }

  return { report, outcomes, busy, failed, submit }
}

async function ask(path: string, init?: RequestInit) {
  const response = await fetch(path, { ...init, headers: { accept: 'application/json' } })
  if (!response.ok) throw new Error(`${path} answered ${response.status}`)
  return response.json()
}
