export { parseStartedRun } from './startedRun.js'
export { toStartRunBody } from './startRunInput.js'
