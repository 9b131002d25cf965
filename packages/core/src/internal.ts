// What the other packages of Fishbowl need of core and nobody else does. It may change in any
// version.
export { getErrorCode } from './errors.js'
export { MAX_RUNS_A_REQUEST } from './run/run.js'
export { isList, isRecord, listKeys, readLength, readMember } from './run/wire.js'
export { unwrapResult } from './outcome/resultLayers.js'
export { checkHelpUrl, checkRecordingUrl } from './live-view/links.js'
export { parseUrl } from './live-view/streamingUrl.js'
export { toJsonText } from './result/json.js'
export { getResultStart } from './result/resultText.js'
export { readJsonLines } from './result/jsonLines.js'
export { parseScreenshot } from './result/picture.js'
export { parseErrorBody } from './client/answerError.js'
