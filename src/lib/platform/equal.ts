/**
 * Compares two byte strings in time that depends on their lengths alone.
 *
 * Both back ends use this loop: `crypto.subtle.verify` was a plain memcmp on some releases of Node (CVE-2026-21713), and
 * `timingSafeEqual` exists on one side only.
 */
export function equalBytes(left: Uint8Array, right: Uint8Array): boolean {
  if (left.length !== right.length) return false
  let difference = 0
  for (let index = 0; index < left.length; index++) {
    difference |= (left[index] as number) ^ (right[index] as number)
  }
  return difference === 0
}
