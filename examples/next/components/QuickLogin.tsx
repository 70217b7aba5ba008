/** One button that logs in and comes back, for the pages that need a session to play with. */
export function QuickLogin({
  back,
  label = 'Log in as visitor',
}: {
  back: string
  label?: string
}) {
  return (
    <form method="post" action="/api/login">
      <input type="hidden" name="back" value={back} />
      <input type="hidden" name="name" value="visitor" />
      <button className="button">{label}</button>
    </form>
  )
}
