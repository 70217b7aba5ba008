import { gzipSync } from 'node:zlib'
import { join } from 'node:path'
import { root } from '../../scripts/lib/run.mjs'
import { load } from '../peers/load.mjs'

const peers = join(root, 'bench', 'peers')

/** @type {Record<string, { code: string, folder: string }>} */
const BUNDLES = {
  'ironseal: createSessions': { code: "export { createSessions } from 'ironseal'", folder: root },
  'ironseal: sealData, unsealData': {
    code: "export { sealData, unsealData } from 'ironseal'",
    folder: root,
  },
  'ironseal: everything': { code: "export * from 'ironseal'", folder: root },
  'ironseal/iron-session': { code: "export * from 'ironseal/iron-session'", folder: root },
  'ironseal/next-iron-session': {
    code: "export * from 'ironseal/next-iron-session'",
    folder: root,
  },
  'ironseal/iron': { code: "export * from 'ironseal/iron'", folder: root },
  'iron-session 9': { code: "export * from 'iron-session'", folder: peers },
  'next-iron-session': { code: "export * from 'next-iron-session'", folder: peers },
  '@hapi/iron': { code: "export * from '@hapi/iron'", folder: peers },
  'h3: useSession': { code: "export { useSession } from 'h3'", folder: peers },
  '@auth/core/jwt': { code: "export { encode, decode } from '@auth/core/jwt'", folder: peers },
  'jose: JWE': { code: "export { EncryptJWT, jwtDecrypt } from 'jose'", folder: peers },
  'client-sessions': { code: "export { default } from 'client-sessions'", folder: peers },
  '@fastify/secure-session': {
    code: "export { default } from '@fastify/secure-session'",
    folder: peers,
  },
  'cookie-session': { code: "export { default } from 'cookie-session'", folder: peers },
  'express-session': { code: "export { default } from 'express-session'", folder: peers },
}

/** @typedef {{ minified: number, gzip: number }} Bundle bytes, everything that is loaded included but the platform */

/**
 * Bundles each library as an application would: for Node, and ironseal for the edge as well.
 *
 * @returns {Promise<Record<string, Bundle>>}
 */
export async function measureBundles() {
  /** @type {Record<string, Bundle>} */
  const bundles = {}
  for (const [name, entry] of Object.entries(BUNDLES)) {
    bundles[name] = await bundle(entry, [])
    if (entry.folder === root) bundles[`${name}, edge`] = await bundle(entry, ['workerd', 'worker'])
  }
  return bundles
}

/**
 * @param {{ code: string, folder: string }} entry
 * @param {string[]} conditions
 * @returns {Promise<Bundle>}
 */
async function bundle({ code, folder }, conditions) {
  const { build } = await load('esbuild')
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: folder },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'es2022',
    conditions: [...conditions, 'import'],
    external: ['sodium-native'],
    // The paths of tsconfig.json lead to the sources; a user's bundler sees only package.json.
    tsconfigRaw: '{}',
    logLevel: 'error',
  })
  const [file] = outputFiles
  return { minified: file.contents.length, gzip: gzipSync(file.contents, { level: 9 }).length }
}
