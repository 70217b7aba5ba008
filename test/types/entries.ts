import * as root from 'ironseal'
import * as express from 'ironseal/express'
import * as iron from 'ironseal/iron'
import * as ironSession from 'ironseal/iron-session'
import * as ironStore from 'ironseal/iron-store'
import * as next from 'ironseal/next'
import * as nextIronSession from 'ironseal/next-iron-session'

export const everyEntryHasTypes: object[] = [
  root,
  express,
  iron,
  ironSession,
  ironStore,
  next,
  nextIronSession,
]

// @ts-expect-error what is not in `exports` cannot be imported
export type { Platform } from 'ironseal/lib/platform/platform.js'

// @ts-expect-error an unknown name is an error, so the entry is not silently `any`
export type Unknown = typeof root.noSuchExport
