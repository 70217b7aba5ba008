import { openAppSession } from '../../../../lib/app-session'

// A route handler reads and writes through the same store as the page.
export async function GET() {
  const { session, reason } = await openAppSession()
  return Response.json({ session, ...(reason && { rejected: reason }) })
}

export async function POST() {
  const { session } = await openAppSession()
  session.count = (session.count ?? 0) + 1
  await session.save()
  return Response.json({ session })
}

export async function DELETE() {
  const { session } = await openAppSession()
  session.destroy()
  return Response.json({ session })
}
