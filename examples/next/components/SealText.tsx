import { Fragment } from 'react'
import { PARTS, sealParts } from '../lib/seal-parts'

/** A seal with its parts in colours. The asterisks stand between them, as in the cookie. */
export function SealText({ value }: { value: string }) {
  const parts = sealParts(value)
  return (
    <p className="seal" data-testid="seal">
      {parts
        ? parts.map(({ key, text }, at) => (
            <Fragment key={key}>
              {at > 0 && key !== 'suffix' && <span className="part-star">*</span>}
              <span className={`part part-${key}`}>{text}</span>
            </Fragment>
          ))
        : value}
    </p>
  )
}

/** What the colours mean, with the length of each part. */
export function SealLegend({ value }: { value: string }) {
  const parts = sealParts(value) ?? []
  return (
    <ul className="legend" aria-label="Parts of the seal">
      {PARTS.map(({ key, label, hint }) => (
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
