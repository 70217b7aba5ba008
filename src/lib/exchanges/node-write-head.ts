/* What happens to the headers of a Node response at the moment when they are written. */

/** What is used of Node's `ServerResponse` for it. */
export interface HeadWriter {
  statusCode: number
  getHeader(name: string): number | string | readonly string[] | undefined
  setHeader(name: string, value: string): unknown
  writeHead(statusCode: number, ...rest: never[]): unknown
}

/** Makes a header's value from what it is. Of its own result it makes nothing else. */
export type Merge = (present: string | undefined) => string

/** @returns the `Set-Cookie` values that must survive. */
type BeforeHeaders = (status: number) => readonly string[]

/**
 * Calls `before` once, with the status, when the headers are about to be written.
 *
 * @param before Sets cookies on the response and returns their `Set-Cookie` values.
 */
export function beforeHeaders(response: HeadWriter, before: BeforeHeaders): void {
  hooksOf(response).before.push(before)
}

/** Merges a header now, and again when the headers are written: what others set in between must not undo it. */
export function mergeHeader(
  response: Omit<HeadWriter, 'statusCode' | 'writeHead'> & Partial<HeadWriter>,
  name: string,
  merge: Merge,
): void {
  if (typeof response.writeHead !== 'function') {
    setMerged(response, { name, merges: [merge], value: undefined })
    return
  }
  const { headers } = hooksOf(response as HeadWriter)
  const known = headers.find((header) => header.name === name)
  const header = known ?? { name, merges: [merge], value: undefined }
  if (known === undefined) headers.push(header)
  // What an earlier session asked for still counts: it may depend on other headers of the request than this one.
  else if (!known.merges.includes(merge)) known.merges.push(merge)
  header.value = undefined
  setMerged(response, header)
}

interface MergedHeader {
  readonly name: string
  readonly merges: Merge[]
  /** What it was merged to last: as long as it is that, there is nothing to merge. */
  value: string | undefined
}

interface Hooks {
  readonly before: BeforeHeaders[]
  readonly headers: MergedHeader[]
}

/**
 * One hook for each response, so that what is called first can rely on what is merged last; and one more where somebody else has put
 * theirs over ours. It is a property of the function that `writeHead` becomes: in Express, which gives each response a hidden class of
 * its own, another property of the response takes 3 µs, and a WeakMap takes as long in the garbage collector.
 */
const HOOKS = Symbol('ironseal.hooks')

type WriteHead = ((statusCode: number, ...rest: unknown[]) => unknown) & { [HOOKS]?: Hooks }

function hooksOf(response: HeadWriter): Hooks {
  const writeHead = response.writeHead as unknown as WriteHead
  return writeHead[HOOKS] ?? install(response, writeHead)
}

function install(response: HeadWriter, writeHead: WriteHead): Hooks {
  const hooks: Hooks = { before: [], headers: [] }
  let done = false
  const hookedWriteHead: WriteHead = function (this: HeadWriter, statusCode, ...rest) {
    if (done) return writeHead.call(this, statusCode, ...rest)
    done = true
    const lines: string[] = []
    for (const call of hooks.before) lines.push(...call(statusCode))
    for (const header of hooks.headers) setMerged(response, header)
    // Node itself, and most who call it, give no headers.
    if (rest.length === 0) return writeHead.call(this, statusCode)
    const rewrites = rewritesOf(lines, hooks.headers)
    return writeHead.call(this, statusCode, ...rest.map((given) => rewritten(given, rewrites)))
  }
  hookedWriteHead[HOOKS] = hooks
  response.writeHead = hookedWriteHead as HeadWriter['writeHead']
  return hooks
}

function setMerged(
  response: Pick<HeadWriter, 'getHeader' | 'setHeader'>,
  header: MergedHeader,
): void {
  const present = textOf(response.getHeader(header.name))
  if (header.value !== undefined && present === header.value) return
  header.value = mergeAll(header, present)
  if (header.value !== present) response.setHeader(header.name, header.value)
}

function mergeAll({ merges }: MergedHeader, present: string | undefined): string {
  let merged = present
  for (const merge of merges) merged = merge(merged)
  return merged ?? ''
}

/** A header as one text; `undefined` where there is none. */
export function textOf(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined
  return Array.isArray(value) ? value.join(', ') : String(value)
}

/** By the lower-case name of a header: what its values become. */
type Rewrites = ReadonlyMap<string, (values: readonly unknown[]) => unknown>

/** Headers that are given to `writeHead` take the place of those that were set before: they would swallow ours. */
function rewritesOf(lines: readonly string[], headers: readonly MergedHeader[]): Rewrites {
  const rewrites = new Map<string, (values: readonly unknown[]) => unknown>()
  if (lines.length > 0) rewrites.set('set-cookie', (values) => [...values.flat(), ...lines])
  for (const header of headers)
    rewrites.set(header.name, (values) => mergeAll(header, textOf(values.flat())))
  return rewrites
}

/** They come as an object, as a list of pairs or as a flat list (CVE-2025-7339 was a library that took one for another). */
function rewritten(given: unknown, rewrites: Rewrites): unknown {
  if (typeof given !== 'object' || given === null) return given
  if (!Array.isArray(given)) return rewrittenObject(given as Record<string, unknown>, rewrites)
  const list: unknown[] = given
  // Once a header was set, Node takes flat lists only.
  return rewrittenList(list.every(Array.isArray) ? list.flat() : list, rewrites)
}

function rewrittenObject(
  given: Record<string, unknown>,
  rewrites: Rewrites,
): Record<string, unknown> {
  const entries = Object.entries(given).map(([name, value]) => {
    const rewrite = rewrites.get(name.toLowerCase())
    return [name, rewrite === undefined ? value : rewrite([value])]
  })
  return Object.fromEntries(entries)
}

/** Of several entries of one name some versions of Node keep the last alone, so that all values of a name go into one. */
function rewrittenList(flat: readonly unknown[], rewrites: Rewrites): unknown[] {
  const kept: unknown[] = []
  const found = new Map<string, unknown[]>()
  for (let index = 0; index < flat.length; index += 2) {
    const name = String(flat[index]).toLowerCase()
    if (rewrites.has(name)) found.set(name, [...(found.get(name) ?? []), flat[index + 1]])
    else kept.push(flat[index], flat[index + 1])
  }
  return [...kept, ...[...found].flatMap(([name, values]) => [name, rewrites.get(name)?.(values)])]
}
