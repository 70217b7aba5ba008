/** What is needed of a sample to compare it with another. */
interface Moments {
  readonly count: number
  readonly mean: number
  /** Without bias: divided by one less than the count. */
  readonly variance: number
}

/**
 * Welch's t of two samples: the difference of their means in units of its standard error, whatever their sizes and variances.
 *
 * `0` where a sample has fewer than two values, because then nothing can be said.
 */
export function welchT(first: readonly number[], second: readonly number[]): number {
  const [a, b] = [momentsOf(first), momentsOf(second)]
  if (a.count < 2 || b.count < 2 || a.mean === b.mean) return 0
  return (a.mean - b.mean) / Math.sqrt(a.variance / a.count + b.variance / b.count)
}

export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function momentsOf(values: readonly number[]): Moments {
  const mean = meanOf(values)
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return { count: values.length, mean, variance: squares / (values.length - 1) }
}
