/** @typedef {import('./library.mjs').CreateLibrary} CreateLibrary */

const ironPeers = () => import('./iron-peers.mjs')
const otherPeers = () => import('./other-peers.mjs')
const floors = () => import('./floors.mjs')
const ironseal = () => import('./ironseal.mjs')

/**
 * Every library by name. Loaded when it takes part: not each runs on every runtime.
 *
 * @type {Record<string, () => Promise<CreateLibrary>>}
 */
export const LIBRARIES = {
  'ironseal compact': async () => (await ironseal()).compact,
  'ironseal Iron': async () => (await ironseal()).iron,
  'ironseal/iron': async () => (await ironseal()).ironOfHapi,
  'ironseal session': async () => (await ironseal()).session,
  'ironseal session, Iron': async () => (await ironseal()).ironFormatSession,
  'iron-session 9': async () => (await ironPeers()).ironSession,
  'next-iron-session': async () => (await ironPeers()).nextIronSession,
  '@hapi/iron': async () => (await ironPeers()).hapiIron,
  h3: async () => (await ironPeers()).h3,
  '@auth/core': async () => (await otherPeers()).authCore,
  jose: async () => (await otherPeers()).joseJwe,
  'client-sessions': async () => (await otherPeers()).clientSessions,
  '@fastify/secure-session': async () => (await otherPeers()).secureSession,
  'cookie-session': async () => (await otherPeers()).cookieSession,
  'floor AES-GCM': async () => (await floors()).gcm,
  'floor compact': async () => (await floors()).compact,
  'floor Iron': async () => (await floors()).iron,
  'floor of memory': async () => (await floors()).memory,
  'floor AES-CBC + HMAC': async () => (await floors()).cbcWithHmac,
}
