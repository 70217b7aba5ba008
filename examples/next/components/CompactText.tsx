import { COMPACT_PARTS, compactParts } from '../lib/compact-parts'

/** A compact seal with its parts in colours, as far as they can be told apart without the key. */
export function CompactText({ value }: { value: string }) {
  const seal = compactParts(value)
  return (
    <p className="seal" data-testid="seal">
      {seal
        ? seal.parts.map(({ key, text }) => (
            <span key={key} className={`part part-${key}`}>
              {text}
            </span>
          ))
        : value}
    </p>
  )
}

/** What the colours mean, with the length of each part in characters. */
export function CompactLegend({ value }: { value: string }) {
  const parts = compactParts(value)?.parts ?? []
  return (
    <ul className="legend" aria-label="Parts of the seal">
      {COMPACT_PARTS.map(({ key, label, hint }) => (
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
