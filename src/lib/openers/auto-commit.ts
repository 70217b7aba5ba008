import type { Exchange } from '../exchange.ts'
import { beforeHeaders, type HeadWriter } from '../exchanges/node-write-head.ts'
import type { MaybePromise } from '../platform/steps.ts'
import type { ManagedHandle } from '../session/create-handle.ts'
import { warnOnce } from '../session/warnings.ts'
import type { Opener } from './opener.ts'
import { isUse } from './use.ts'

/**
 * Saves what is due when the headers of a Node response are about to be written.
 *
 * That moment cannot wait. Where saving is asynchronous (Web Crypto, an asynchronous schema), only what was saved before counts.
 */
export function commitBeforeHeaders(
  opener: Opener,
  managed: ManagedHandle,
  exchange: Exchange,
  response: HeadWriter,
): void {
  beforeHeaders(response, (status) => {
    const committed = commitFor(opener, managed, exchange, status)
    if (!(committed instanceof Promise)) return committed
    committed.catch(() => {})
    warnOnce(
      'late-commit',
      'the session could not be saved while headers were written, because saving is asynchronous here. Call `await session.save()` in the handler.',
    )
    return []
  })
}

/** Saves what a request with this outcome is to save. */
function commitFor(
  { commitOnError, countsAsUse }: Opener,
  managed: ManagedHandle,
  exchange: Exchange,
  status: number,
): MaybePromise<readonly string[]> {
  if (status >= 500 && !commitOnError) return []
  const succeeded = status < 400 && status !== 304
  return managed.commit(succeeded && isUse(exchange) && countsAsUse(exchange.request))
}
