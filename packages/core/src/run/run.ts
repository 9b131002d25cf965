/**
 * How many runs one request may name: the API takes no more in a batch, and the handler no more on
 * one event stream.
 *
 * @see https://docs.tinyfish.ai/api-reference/runs/get-runs-by-ids
 */
export const MAX_RUNS_A_REQUEST = 100

const statuses = ['PENDING', 'RUNNING', 'COMPLETED', 'FAILED', 'CANCELLED'] as const

/**
 * The vendor's words for where a run is.
 *
 * `COMPLETED` means that the infrastructure worked; whether the goal was met is told by
 * `getRunOutcome`.
 *
 * @see https://docs.tinyfish.ai/key-concepts/runs
 */
export type RunStatus = (typeof statuses)[number]

/** Why a run failed, in the vendor's words. */
export interface RunFailure {
  message: string
  /** `SYSTEM_FAILURE`, `AGENT_FAILURE`, `BILLING_FAILURE` or `UNKNOWN`; other text is kept. */
  category: string
  /** A code such as `SITE_BLOCKED`; the API writes it in either case. */
  code: string | null
  /** How long to wait before trying again, in seconds as on the wire. */
  retryAfter: number | null
  helpUrl: string | null
  helpMessage: string | null
}

/** One thing that the agent did. */
export interface RunStep {
  /** The vendor's id, or the step's place in the list (from 1) when it has none. */
  id: string
  /** ISO 8601. */
  timestamp: string | null
  status: string | null
  action: string | null
  /** A `data:` URL, when the run was read with pictures. */
  screenshot: string | null
  /** Text such as `1.2s`. */
  duration: string | null
}

/** What the API found when it checked the result against the run's `outputSchema`. */
export interface RunSchemaValidation {
  valid: boolean
  rePromptAttempts: number
  errors: { path: string; expected: string; received: string; message: string }[]
}

/** The API's advice to run again with a browser profile. */
export interface RunProfileHint {
  message: string
  /** Absolute, or relative to the TinyFish dashboard. */
  setupUrl: string | null
  /** `auth_wall` or `bot_challenge`; other text is kept. */
  reason: string
}

/**
 * One execution of an automation: the API's run object with its names in camelCase.
 *
 * Timestamps stay ISO 8601 text (see `parseTimestamp`). What the wire leaves out is `null`, or `[]`.
 *
 * @see https://docs.tinyfish.ai/api-reference/runs/get-run-by-id
 */
export interface Run {
  runId: string
  /** A known status in upper case, or text that is not known, as it came. */
  status: RunStatus | (string & {})
  goal: string | null
  createdAt: string | null
  startedAt: string | null
  finishedAt: string | null
  /** `null` while the run is in progress. */
  numOfSteps: number | null
  /** The extracted data: any JSON, and not to be trusted. `null` when there is none. */
  result: unknown
  /**
   * The JSON text of the result, there only if a number in it has digits that JavaScript's numbers cannot
   * say. See `getResultText`.
   */
  resultText?: string
  /** Whether there may be a result that this viewer may not see: `result` is `null` then. */
  resultWithheld: boolean
  schemaValidation: RunSchemaValidation | null
  error: RunFailure | null
  /**
   * A secret that lets its holder watch the browser. Check it with `checkStreamingUrl` before use.
   */
  streamingUrl: string | null
  browserConfig: { proxyEnabled: boolean | null; proxyCountryCode: string | null } | null
  /** The recording: a signed URL that works for 15 minutes. Read the run again for a new one. */
  videoUrl: string | null
  steps: RunStep[]
  outputSchema: unknown
  profileAttached: boolean | null
  profileId: string | null
  profileHint: RunProfileHint | null
  /**
   * What this viewer may do with the run and see of it, such as `run:cancel`, as Fishbowl's handler says. Not
   * there when nobody said: then all is offered.
   */
  scopes?: readonly string[]
  /**
   * Milliseconds that runs of this goal usually take, as Fishbowl's handler has seen. Not there when it has not
   * seen enough of them, or when the run is over.
   */
  usualDurationMs?: number
  /** How many steps they usually have. */
  usualSteps?: number
}

/** Tells whether whoever read a run may do something with it, as far as is known. */
export function hasScope(run: Run, scope: string): boolean {
  return run.scopes?.includes(scope) ?? true
}

/** Tells whether a text is one of the five statuses that the API documents, in upper case. */
export function isRunStatus(status: string): status is RunStatus {
  return statuses.some((known) => known === status)
}

/** Gives the result with its exact text, where there is one. */
export function pickResult({
  result,
  resultText,
}: Pick<Run, 'result' | 'resultText'>): Pick<Run, 'result' | 'resultText'> {
  return { result, ...(resultText !== undefined && { resultText }) }
}

/** Tells whether a run with this status has ended. A status that is not known has not. */
export function isTerminal(status: string): boolean {
  return status === 'COMPLETED' || status === 'FAILED' || status === 'CANCELLED'
}

/** Tells whether a value can be a run's id: 1 to 128 letters, digits, `-` and `_`. */
export function isRunId(value: unknown): value is string {
  return typeof value === 'string' && /^[A-Za-z0-9_-]{1,128}$/.test(value)
}

/**
 * Gives the address of a run's page in the TinyFish dashboard, which asks for a login there.
 *
 * @example
 * window.open(getRunPageUrl(run.runId), '_blank', 'noopener')
 */
export function getRunPageUrl(runId: string): string {
  return `https://agent.tinyfish.ai/runs/${encodeURIComponent(runId)}`
}
