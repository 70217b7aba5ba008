interface ClockProps {
  id: string
  label: string
  hint: string
  /** When it ends and what time it is, by the server, in milliseconds. */
  end: number
  now: number
  /** How long it is altogether, in seconds. */
  limit: number
}

/** One countdown: the seconds that are left, as a number, as a bar and as a time of day. */
export function Clock({ id, label, hint, end, now, limit }: ClockProps) {
  const left = Math.max(0, Math.ceil((end - now) / 1000))
  return (
    <div className="clock">
      <p className="clock-label" id={id}>
        {label}
      </p>
      {/* A timer is not read aloud at each step. */}
      <p className="clock-left" role="timer" aria-labelledby={id} data-testid={id}>
        {left} s
      </p>
      <div className="size-bar" aria-hidden="true">
        <span style={{ width: `${Math.min(100, (left / limit) * 100)}%` }} />
      </div>
      <p className="hint">
        Ends at <time dateTime={new Date(end).toISOString()}>{timeOfDay(end)}</time> {hint}
      </p>
    </div>
  )
}

const timeOfDay = (time: number) => `${new Date(time).toISOString().slice(11, 19)} UTC`
