'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'

const METHODS = [
  ['GET', 'read it'],
  ['POST', 'add one'],
  ['DELETE', 'end it'],
] as const

/** Calls the route handler from the browser and shows the answer. */
export function HandlerButtons() {
  const router = useRouter()
  const [answer, setAnswer] = useState('Press a button to call it.')

  async function call(method: string): Promise<void> {
    const response = await fetch('/app/api/session', { method })
    setAnswer(`${method} /app/api/session\n${JSON.stringify(await response.json(), null, 2)}`)
    // The Server Components of this page have the old cookie in them.
    if (method !== 'GET') router.refresh()
  }

  return (
    <>
      <div className="row">
        {METHODS.map(([method, text]) => (
          <button key={method} type="button" className="button quiet" onClick={() => call(method)}>
            <strong>{method}</strong> {text}
          </button>
        ))}
      </div>
      <pre className="json answer" role="status" tabIndex={0} data-testid="answer">
        {answer}
      </pre>
    </>
  )
}
