import type { RunScope } from './authorize.js'

/** Who did what to which run, for your audit log. Holds no token, URL or payload. */
export interface AuditEntry {
  /** The subject of the viewer's token, or what `getSubject` said; `null` without both. */
  sub: string | null
  /** The id of the token; `null` without one. */
  jti: string | null
  /** The run; `null` for a list, for a start that failed and for a path without one. */
  run: string | null
  /** The right that it took; `null` for a webhook and for a path that there is not. */
  action: RunScope | null
  /** The HTTP status of the answer; 404 for a run of a batch that the viewer may not see. */
  status: number
  /** Epoch milliseconds. */
  ts: number
}
