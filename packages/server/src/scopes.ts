const scopes = [
  'run:read',
  'run:result',
  'run:steps',
  'run:stream',
  'run:cancel',
  'run:start',
  'run:list',
  'run:goal',
] as const

/**
 * A right that a viewer may have.
 *
 * - `run:read`: the run's status, times and error, and how long runs of its goal usually take.
 * - `run:goal`: what the run was asked to do. A goal may hold what is not for customers.
 * - `run:result`: its result. Without it nobody can be told whether the goal was reached.
 * - `run:steps`: what the agent did, with pictures, and the recording.
 * - `run:stream`: the streaming URL. Whoever has it can probably control the browser and read what it
 *   is signed in to, not only watch. Give it to people whom you would let use that browser.
 * - `run:cancel`: cancels the run.
 * - `run:start`: starts runs, which costs credit.
 * - `run:list`: lists all runs of the account, with their goals and profiles. Give it to operators only.
 */
export type RunScope = (typeof scopes)[number]

/** All rights that there are. */
export const allScopes: ReadonlySet<RunScope> = new Set(scopes)

/** The rights of somebody who only watches, and the only ones that may stand in a share link. */
export const watchingScopes: ReadonlySet<RunScope> = new Set<RunScope>([
  'run:read',
  'run:result',
  'run:steps',
  'run:stream',
])

export function isRunScope(value: unknown): value is RunScope {
  return (allScopes as ReadonlySet<unknown>).has(value)
}

/** What a viewer is about to do. */
export interface RunAction {
  /** One of `run:read`, `run:cancel`, `run:start` and `run:list`. */
  scope: RunScope
  /** The run concerned; empty for `run:start` and `run:list`. Several runs are asked for one by one. */
  runIds: readonly string[]
}

/**
 * Says whether the sender of a request may do something. `true` allows it, and shows all fields. A list
 * of scopes allows it if `action.scope` is in the list, and shows only the fields of these scopes.
 * Anything else refuses it.
 */
export type Authorize = (
  request: Request,
  action: RunAction,
) => boolean | readonly RunScope[] | Promise<boolean | readonly RunScope[]>
