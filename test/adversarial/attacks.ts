import { ALTERATIONS } from './alterations.ts'
import type { Attack } from './attack.ts'
import { COOKIE_HEADERS } from './cookie-headers.ts'
import { CONFUSIONS } from './confusions.ts'
import { CORPUS } from './corpus.ts'
import { EXTREMES } from './extremes.ts'
import { HOSTILE_JSON_ATTACK } from './hostile-json.ts'
import { CLOCKS } from './clocks.ts'
import { ROTATION } from './rotation.ts'
import { SET_COOKIE } from './set-cookie.ts'
import { WALKS } from './walks.ts'

/** Every class of attacks. */
export const ATTACKS: readonly Attack[] = [
  ...ALTERATIONS,
  ...CONFUSIONS,
  ...EXTREMES,
  ...CORPUS,
  HOSTILE_JSON_ATTACK,
  COOKIE_HEADERS,
  SET_COOKIE,
  WALKS,
  ROTATION,
  CLOCKS,
]
