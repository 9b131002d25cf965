import type { RunScope } from '../scopes.js'
import type { ViewerToken } from '../tokens/viewerToken.js'

/** Who did what to which run, for your audit log. Holds no token, URL or payload. */
export interface AuditEntry {
  /** The subject of the viewer's token, or what `getSubject` said; `null` without both. */
  sub: string | null
  /** The id of the token; `null` without one. */
  jti: string | null
  /** The run; `null` for a list, for a start that failed and for a path without one. */
  run: string | null
  /** The right that it took; `null` for a webhook, the page of share links and a path that there is not. */
  action: RunScope | null
  /** The HTTP status of the answer; 404 for a run of a batch that the viewer may not see. */
  status: number
  /** Epoch milliseconds. */
  ts: number
}

/** Notes what one request was about, and writes the entries when its answer is known. */
export interface Audit {
  /** Who asks for what, as far as it is known yet. */
  about: {
    token: ViewerToken | null
    subject: string | null
    runId: string | null
    scope: RunScope | null
  }
  /** Notes whether an action on some runs is allowed. */
  decide: (runIds: readonly string[], isAllowed: boolean) => void
  /** Notes the id of a run that was started, which may come after the answer. */
  start: (runId: string) => void
  /** Writes an entry for each run. */
  end: (status: number) => void
}

export function createAudit(write: (entry: AuditEntry) => void): Audit {
  const decisions = new Map<string, boolean>()
  const about: Audit['about'] = { token: null, subject: null, runId: null, scope: null }
  let endStatus: number | null = null
  let startedRunId: string | null = null

  function writeEntry(run: string | null, status: number) {
    const { token, subject: sub, scope: action } = about
    const jti = token?.id ?? null
    write({ sub, jti, run, action, status, ts: Date.now() })
  }

  return {
    about,
    decide(runIds, isAllowed) {
      // The first decision is about what the request wants. A second one may follow, which tells
      // whether the viewer may know that the run exists.
      for (const runId of runIds) if (!decisions.has(runId)) decisions.set(runId, isAllowed)
    },
    start(runId) {
      if (endStatus === null) startedRunId = runId
      else writeEntry(runId, endStatus)
    },
    end(status) {
      endStatus = status
      // The answer to a batch is 200 even if it has runs in it that this viewer may not see.
      for (const [runId, isAllowed] of decisions) {
        writeEntry(runId, isAllowed || status >= 400 ? status : 404)
      }
      if (decisions.size === 0) writeEntry(startedRunId ?? about.runId, status)
    },
  }
}
