/** What can be done with a session: each is a form of its own. */
export function SessionButtons({ open, loggedIn }: { open: boolean; loggedIn: boolean }) {
  return (
    <div className="row">
      {open && (
        <form method="post" action="/api/sessions/use">
          <button className="button">Use the session</button>
        </form>
      )}
      <form method="post" action="/api/sessions/basket">
        <button className="button quiet">Fill the basket</button>
      </form>
      {loggedIn && (
        <form method="post" action="/api/sessions/logout">
          <button className="button quiet">Log out</button>
        </form>
      )}
    </div>
  )
}
