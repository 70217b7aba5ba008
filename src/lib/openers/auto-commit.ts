import type { Exchange } from '../exchange.ts'
import { beforeHeaders, type HeadWriter } from '../exchanges/node-write-head.ts'
import type { MaybePromise } from '../platform/maybe-promise.ts'
import type { ManagedHandle } from '../session/create-handle.ts'
import type { JsonObject } from '../session/json-object.ts'
import type { SessionHandle } from '../session/session-handle.ts'
import { warnOnce } from '../session/warnings.ts'
import type { Opener } from './opener.ts'
import { isSuccess, isUse } from './use.ts'

/**
 * Opens the session of a request and saves what is due when the headers of its response are about to be written.
 *
 * That moment cannot wait. Where saving is asynchronous (Web Crypto, an asynchronous schema), only what was saved before counts.
 */
export function openCommitting(
  opener: Opener,
  exchange: Exchange,
  response: HeadWriter,
): MaybePromise<SessionHandle<JsonObject>> {
  const fetching = opener.awaitKeys()
  if (!(fetching instanceof Promise)) return openNow(opener, exchange, response)
  const open = (): MaybePromise<SessionHandle<JsonObject>> => openNow(opener, exchange, response)
  // A vault that is down is the fault of whoever needs a key, not of a visitor without a session.
  return fetching.then(open, open)
}

function openNow(
  opener: Opener,
  exchange: Exchange,
  response: HeadWriter,
): MaybePromise<SessionHandle<JsonObject>> {
  const opened = opener.open(exchange)
  return opened instanceof Promise
    ? opened.then((managed) => committing(opener, managed, exchange, response))
    : committing(opener, opened, exchange, response)
}

function committing(
  opener: Opener,
  managed: ManagedHandle,
  exchange: Exchange,
  response: HeadWriter,
): SessionHandle<JsonObject> {
  // Not before: a response whose session nobody looks at stays as it is.
  managed.whenUsed(() => commitBeforeHeaders(opener, managed, exchange, response))
  return managed.handle
}

function commitBeforeHeaders(
  opener: Opener,
  managed: ManagedHandle,
  exchange: Exchange,
  response: HeadWriter,
): void {
  beforeHeaders(response, (status) => {
    const committed = commitFor(opener, managed, exchange, status)
    // What was saved or deleted earlier must survive headers that are given to `writeHead` as well.
    if (!(committed instanceof Promise)) return managed.lines()
    committed.catch(() => {})
    warnOnce(
      'late-commit',
      'the session could not be saved while headers were written, because saving is asynchronous here. Call `await session.save()` in the handler.',
    )
    return managed.lines()
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
  return managed.commit(() => isSuccess(status) && isUse(exchange) && countsAsUse(exchange.request))
}
