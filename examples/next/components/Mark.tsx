/** The mark of ironseal: a nut of iron with a keyhole. */
export function Mark() {
  return (
    <svg className="mark" viewBox="0 0 32 32" width="28" height="28" aria-hidden="true">
      <path className="mark-body" d="M16 2.5 27.7 9.25v13.5L16 29.5 4.3 22.75V9.25z" />
      <path
        className="mark-hole"
        d="M16 9.2a4.1 4.1 0 0 1 2.1 7.6l1.3 6H12.6l1.3-6A4.1 4.1 0 0 1 16 9.2z"
      />
    </svg>
  )
}
