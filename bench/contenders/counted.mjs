import { compact, iron, session } from './ironseal.mjs'

/** What the gate of instructions watches: both formats, and a whole session. */
export const COUNTED = { compact, Iron: iron, session }
