import { COMPACT_PARTS, compactParts } from '../lib/compact-parts'
import { PartsLegend } from './PartsLegend'

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

/** What the colours mean. */
export function CompactLegend({ value }: { value: string }) {
  return <PartsLegend format={COMPACT_PARTS} parts={compactParts(value)?.parts ?? []} />
}
