import { Fragment } from 'react'
import { PARTS, sealParts } from '../lib/seal-parts'
import { PartsLegend } from './PartsLegend'

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

/** What the colours mean. */
export function SealLegend({ value }: { value: string }) {
  return <PartsLegend format={PARTS} parts={sealParts(value) ?? []} />
}
