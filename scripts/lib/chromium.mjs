import { existsSync } from 'node:fs'

/** Where Debian's package puts the browser; `CHROMIUM` names another one. */
export const chromium = process.env.CHROMIUM ?? '/usr/bin/chromium'

export const hasChromium = () => existsSync(chromium)
