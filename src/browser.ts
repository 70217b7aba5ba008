/**
 * What a bundle for the browser gets in place of every entry: an error that says why. Sealing needs the password, and a password
 * that is in a browser is no secret.
 *
 * @module
 */
// A bundler refuses an import of a name that does not exist, with a message of its own: so every name of every entry does.
const unavailable = undefined
export {
  unavailable as algorithms,
  unavailable as applySession,
  unavailable as clone,
  unavailable as createSessions,
  unavailable as decrypt,
  unavailable as default,
  unavailable as defaults,
  unavailable as encrypt,
  unavailable as generateKey,
  unavailable as getIronSession,
  unavailable as hmacWithPassword,
  unavailable as ironSession,
  unavailable as isSessionError,
  unavailable as macFormatVersion,
  unavailable as macPrefix,
  unavailable as nextProxyCookies,
  unavailable as nodeCookies,
  unavailable as randomBits,
  unavailable as seal,
  unavailable as sealData,
  unavailable as SessionError,
  unavailable as unseal,
  unavailable as unsealData,
  unavailable as webCookies,
  unavailable as withIronSession,
  unavailable as withIronSessionApiRoute,
  unavailable as withIronSessionSsr,
}

throw new Error(
  'ironseal runs on the server only, and this is a bundle for the browser. Import it in code that stays on the server (an API ' +
    'route, getServerSideProps, a Server Component or action), and let the page ask a route for what it needs.',
)
