/** One import as the rules see it: which file names which file of `src`, as paths relative to `src`. */
export interface SourceFile {
  path: string
  imports: string[]
  /** False when the file does anything besides `export … from`. */
  onlyReExports: boolean
}

/** From low to high; a unit is a folder of `src/lib` or a file that stands there alone. */
const LAYERS: readonly (readonly string[])[] = [
  ['errors', 'exchange', 'kept', 'notes'],
  ['bytes', 'platform'],
  ['keys'],
  ['seal'],
  ['session', 'transport', 'revocation'],
  ['exchanges'],
  ['options'],
  ['sources'],
  ['sessions'],
  ['bound-session'],
  ['opening'],
  ['openers'],
  ['seal-data'],
  ['compat'],
  ['frameworks'],
  ['testing', 'cli'],
]

/** Defended above all; named apart from the layers, so that no reordering ever allows them silently. */
const FORBIDDEN: readonly (readonly [from: string, to: string, why: string])[] = [
  ['session', 'seal', 'a session never sees ciphertext'],
  ['transport', 'seal', 'a transport never sees a key'],
  ['transport', 'keys', 'a transport never sees a key'],
  ['exchanges', 'sessions', 'an adapter decides no policy'],
]

/** Not a face: what a bundler for browsers gets instead of one. */
const NO_FACE = 'browser.ts'

/** Every rule that the imports of a source tree break, as sentences; nothing when the tree is sound. */
export function checkLayers(files: readonly SourceFile[]): string[] {
  return [
    ...files.flatMap((file) => (isFace(file.path) ? checkFace(file) : checkUnit(file))),
    ...findCycles(files).map((cycle) => `cycle: ${cycle.join(' → ')}`),
  ]
}

function isFace(path: string): boolean {
  return !path.includes('/')
}

function checkFace({ path, imports, onlyReExports }: SourceFile): string[] {
  if (path === NO_FACE) return []
  return [
    ...(onlyReExports ? [] : [`${path}: a face only re-exports`]),
    ...imports
      .filter(isFace)
      .map((target) => `${path} → ${target}: a face re-exports from src/lib`),
  ]
}

function checkUnit({ path, imports }: SourceFile): string[] {
  const from = unitOf(path)
  if (layerOf(from) === -1) return [`${path}: no layer is known for "${from}"`]
  return imports.flatMap((target) => {
    if (isFace(target)) return [`${path} → ${target}: nothing in src/lib imports a face`]
    const to = unitOf(target)
    if (from === to) return []
    const forbidden = FORBIDDEN.find(([a, b]) => a === from && b === to)
    if (forbidden) return [`${path} → ${target}: ${forbidden[2]}`]
    if (layerOf(to) < layerOf(from)) return []
    const relation = layerOf(to) === layerOf(from) ? 'a sibling' : 'a higher layer'
    return [`${path} → ${target}: ${from} may not import ${to}, ${relation}`]
  })
}

/** `lib/seal/iron.ts` → `seal`, `lib/errors.ts` → `errors`. */
function unitOf(path: string): string {
  return (path.split('/')[1] ?? '').replace(/\.ts$/, '')
}

function layerOf(unit: string): number {
  return LAYERS.findIndex((units) => units.includes(unit))
}

/** Each cycle once, beginning at the file where the search met it first. */
function findCycles(files: readonly SourceFile[]): string[][] {
  const edges = new Map(files.map(({ path, imports }) => [path, imports]))
  const done = new Set<string>()
  const cycles: string[][] = []

  const visit = (path: string, trail: readonly string[]): void => {
    const at = trail.indexOf(path)
    if (at !== -1) {
      cycles.push([...trail.slice(at), path])
      return
    }
    if (done.has(path)) return
    for (const target of edges.get(path) ?? []) visit(target, [...trail, path])
    done.add(path)
  }
  for (const path of edges.keys()) visit(path, [])
  return cycles
}
