import type { KeptJson } from '../bytes/kept-json.ts'
import type { RejectReason } from '../errors.ts'
import type { Envelope } from './envelope.ts'

/** What a seal is asked to hold, in the terms of the formats. */
export interface Contents {
  readonly json: string
  /** The same for whoever reads it again: faster than to parse it. */
  readonly kept?: KeptJson | undefined
  readonly expires: number | undefined
  readonly times?: { readonly created: number; readonly issued: number } | undefined
  readonly sid?: Uint8Array<ArrayBuffer> | undefined
  /** The sid in base64url, in the place of the bytes. */
  readonly id?: string | undefined
  readonly meta?: string | undefined
  readonly transient?: boolean | undefined
}

/** Turns envelopes into contents and back, and says whether an envelope is still good. Each API has one. */
export interface EnvelopeCodec {
  /**
   * Called synchronously at `save()`, so that later changes of the data are not in the seal.
   *
   * @param json The envelope's data as JSON, where it was written already.
   */
  encode(envelope: Envelope, carriesMeta: boolean, now: number, json?: string): Contents
  /** The envelope in authentic contents; `undefined` where they are of another shape. */
  decode(contents: Contents, carriesMeta: boolean, now: number): Envelope | undefined
  /** Why the session is over; `undefined` while it is good. */
  judge(envelope: Envelope, now: number): RejectReason | undefined
  /** How long the browser is to keep the cookie of these contents; `undefined` where the API fixes it. */
  cookieLifetime(
    contents: Contents,
    now: number,
  ): { readonly maxAge: number | undefined } | undefined
}
