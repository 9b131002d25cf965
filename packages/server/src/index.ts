import { refuseBrowsers } from './serverOnly.js'

export type { AuditEntry } from './handler/audit.js'
export type { Authorize, RunAction, RunScope } from './scopes.js'
export type { RunHandlerOptions } from './handler/options.js'
export { createRunHandler } from './handler/createRunHandler.js'
export type { ViewerGrant } from './tokens/createViewerToken.js'
export { createViewerToken } from './tokens/createViewerToken.js'
export { createMemoryStore } from './store/memoryStore.js'
export type { Revocations } from './tokens/revocations.js'
export { createRevocations } from './tokens/revocations.js'
export type { RunStore } from './store/runStore.js'
export type { ViewerTokenKey, ViewerTokenKeys } from './tokens/keys.js'
export type { ViewerTokenOptions } from './tokens/tokenOptions.js'
export type { ViewerToken } from './tokens/viewerToken.js'
export type { WebhookOptions } from './routes/webhookUrl.js'
export { createWebhookUrl } from './routes/webhookUrl.js'

refuseBrowsers()
