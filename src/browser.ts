/**
 * What a bundle for the browser gets instead of ironseal: an error that says why. Sealing needs the password, and a password that
 * is in a browser is no secret.
 *
 * @module
 */
throw new Error(
  'ironseal runs on the server only, and this is a bundle for the browser. Import it in code that stays on the server (an API ' +
    'route, getServerSideProps, a Server Component or action), and let the page ask a route for what it needs.',
)

export {}
