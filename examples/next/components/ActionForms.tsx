import { count as countUp, endSession, saveNote } from '../app/app/actions'

/** Forms whose target is a server action. They need no JavaScript. */
export function ActionForms({ note, count }: { note: string; count: number }) {
  return (
    <>
      <form action={saveNote} className="stack">
        <div className="field">
          <label htmlFor="note">A note, kept in the cookie</label>
          <input id="note" name="note" key={note} defaultValue={note} maxLength={200} />
        </div>
        <button className="button">Save the note</button>
      </form>
      <div className="row">
        <p className="counter">
          Counter <output data-testid="count">{count}</output>
        </p>
        <form action={countUp}>
          <button className="button quiet">Add one</button>
        </form>
        <form action={endSession}>
          <button className="button quiet">End the session</button>
        </form>
      </div>
    </>
  )
}
