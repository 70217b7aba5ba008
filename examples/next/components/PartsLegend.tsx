interface Described {
  key: string
  label: string
  hint: string
}

interface PartsLegendProps {
  /** The parts of a format, in order. */
  format: readonly Described[]
  /** The parts of one seal. */
  parts: readonly { key: string; text: string }[]
}

/** What the colours of a seal mean, with the length of each part in characters. */
export function PartsLegend({ format, parts }: PartsLegendProps) {
  return (
    <ul className="legend" aria-label="Parts of the seal">
      {format.map(({ key, label, hint }) => (
        <li key={key}>
          <span className={`swatch part-${key}`} aria-hidden="true" />
          {label}
          <span className="count">{parts.find((part) => part.key === key)?.text.length ?? ''}</span>
          <small>{hint}</small>
        </li>
      ))}
    </ul>
  )
}
