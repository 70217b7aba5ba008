const LIMIT = 4096

/** How much of the room a browser gives to one cookie (name and value) is taken. */
export function SizeBar({ bytes }: { bytes: number }) {
  return (
    <div className="size">
      <p>
        <strong>{bytes}</strong> of {LIMIT} bytes
      </p>
      <div
        className="size-bar"
        role="meter"
        aria-label="Size of the cookie"
        aria-valuemin={0}
        aria-valuemax={LIMIT}
        aria-valuenow={bytes}
      >
        <span style={{ width: `${Math.max(0.5, (bytes / LIMIT) * 100)}%` }} />
      </div>
    </div>
  )
}
