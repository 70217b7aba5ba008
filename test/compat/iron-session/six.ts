import { ironSession as theirExpress } from 'iron-session-6/express'
import {
  withIronSessionApiRoute as theirApiRoute,
  withIronSessionSsr as theirSsr,
} from 'iron-session-6/next'
import { expect } from 'vitest'
import {
  ironSession,
  withIronSessionApiRoute,
  withIronSessionSsr,
} from '../../../src/iron-session.ts'
import { masked, OPTIONS, outcomeOf, stopClock } from './support.ts'

type Wrapper = (handler: (...args: any[]) => any, options: any) => (...args: any[]) => any

export interface Six {
  api: Wrapper
  ssr: Wrapper
  express: (options: any) => (...args: any[]) => any
}

/** The helpers of version 6, without their types. */
export const THEIRS: Six = {
  api: theirApiRoute as unknown as Wrapper,
  ssr: theirSsr as unknown as Wrapper,
  express: theirExpress as unknown as (options: any) => (...args: any[]) => any,
}
export const OURS: Six = {
  api: withIronSessionApiRoute as Wrapper,
  ssr: withIronSessionSsr as Wrapper,
  express: ironSession,
}

/** With a `ttl` on which versions 6 and 9 agree. */
export const OPTIONS_6 = { ...OPTIONS, ttl: 3600 }

/** Runs a scenario on version 6 and on us with the clock stopped, and expects the same of both. */
export async function sameAsSix(scenario: (six: Six) => unknown): Promise<any> {
  stopClock()
  const theirs = masked(await outcomeOf(() => scenario(THEIRS)))
  const mine = masked(await outcomeOf(() => scenario(OURS)))
  expect(mine).toEqual(theirs)
  return mine
}
