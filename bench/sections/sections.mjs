import { runProgram } from '../program.mjs'
import { measureBundles } from './bundles.mjs'
import { measureFirst } from './first.mjs'
import { measureImports } from './imports.mjs'
import { measureInstructions } from './instructions.mjs'
import { measureMemory } from './memory.mjs'
import { measureRequests } from './requests.mjs'
import { measureRuntimes } from './runtimes.mjs'
import { measureWeb } from './web.mjs'

/**
 * What is measured in processes of its own, in the order in which it is.
 *
 * @type {Record<string, (options: import('../options.mjs').Options) => Promise<unknown>>}
 */
export const SECTIONS = {
  sizes: ({ runtime }) => runProgram('sizes', { sizes: [32, 300, 1000] }, runtime),
  bundles: measureBundles,
  web: measureWeb,
  express: (options) => measureRequests('express', options),
  node: (options) => measureRequests('node', options),
  // No target asks for it.
  fastify: async (options) => (options.quick ? undefined : measureRequests('fastify', options)),
  imports: measureImports,
  runtimes: async (options) => (options.quick ? undefined : measureRuntimes(options)),
  first: measureFirst,
  memory: measureMemory,
  // A minute and more of one number that does not change: `--only=P17` or `npm run bench:instructions` say it as well.
  instructions: async (options) =>
    options.quick && !options.only.includes('P17') ? undefined : measureInstructions(options),
}
