export type { Authorize, RunAction, RunScope } from './authorize.js'
export type { RunHandlerOptions } from './createRunHandler.js'
export { createRunHandler } from './createRunHandler.js'
