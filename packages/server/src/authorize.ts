/** A right that a viewer may have. */
export type RunScope =
  | 'run:read'
  | 'run:result'
  | 'run:steps'
  | 'run:stream'
  | 'run:cancel'
  | 'run:start'
  | 'run:list'

/** What a viewer is about to do. */
export interface RunAction {
  /** Asked for are `run:read`, `run:cancel`, `run:start` and `run:list`. */
  scope: RunScope
  /** The run concerned; empty for `run:start` and `run:list`. Several runs are asked for one by one. */
  runIds: readonly string[]
}

/** Says whether the sender of a request may do something. Only `true` is a yes. */
export type Authorize = (request: Request, action: RunAction) => boolean | Promise<boolean>
