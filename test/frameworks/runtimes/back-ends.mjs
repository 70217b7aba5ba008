/**
 * Prints which back ends of cryptography a bundle holds.
 *
 * @param {import('esbuild').Metafile} metafile
 */
export function printBackEnds({ inputs }) {
  const files = Object.keys(inputs).filter((path) => path.includes('/ironseal/dist/platform/'))
  console.log(`#platform ${files.map((path) => path.split('/').at(-1)).join(' ')}`)
}
