'use server'

import { openAppSession } from '../../lib/app-session'

// A server action is a form target: it works before the JavaScript of the page has loaded, and
// without it. Actions write the cookie, and Next.js renders the page again with the new session.
export async function saveNote(form: FormData) {
  const note = form.get('note')
  if (typeof note !== 'string') return
  const { session } = await openAppSession()
  session.note = note.slice(0, 200)
  await session.save()
}

export async function count() {
  const { session } = await openAppSession()
  session.count = (session.count ?? 0) + 1
  await session.save()
}

export async function endSession() {
  const { session } = await openAppSession()
  session.destroy()
}
