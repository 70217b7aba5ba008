import type { RejectReason } from '../errors.ts'

/**
 * Why a session's data is what it is.
 *
 * `new`: no cookie came. `resumed`: the cookie was good; `stale` means that it was sealed with another password than the one
 * that seals now, and the next save renews it. `rejected`: a cookie came and was refused, and the session is empty.
 */
export type Origin =
  | { readonly kind: 'new' }
  | { readonly kind: 'resumed'; readonly stale: boolean }
  | { readonly kind: 'rejected'; readonly reason: RejectReason }
