interface RingViewProps {
  /** The ids of the passwords; the first one seals. */
  ring: number[]
  /** The id which the visitor's seal names. */
  sealedWith: string | undefined
}

/** The passwords of the key ring by id, and which of them the visitor's cookie needs. */
export function RingView({ ring, sealedWith }: RingViewProps) {
  return (
    <ol className="ring" data-testid="ring" aria-label="Passwords, the newest first">
      {ring.map((id, at) => (
        <li key={id} className={at === 0 ? 'first' : undefined}>
          <span className="ring-id">{id}</span>
          <span>
            <strong>Password {id}</strong>
            <small>{at === 0 ? 'seals and unseals' : 'unseals only'}</small>
          </span>
          {sealedWith === String(id) && <span className="badge resumed">your cookie</span>}
        </li>
      ))}
    </ol>
  )
}
