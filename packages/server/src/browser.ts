// Bundlers take this file instead of the package when they build for browsers. It exports the same
// names, because otherwise the build would fail for a missing name and nobody would read the message.

import { createBrowserError } from './serverOnly.js'

/** Not available in browsers. */
export const createRunHandler: unknown = undefined

/** Not available in browsers. */
export const createMemoryStore: unknown = undefined

/** Not available in browsers. */
export const createRedisStore: unknown = undefined

/** Not available in browsers. */
export const createWebhookUrl: unknown = undefined

/** Not available in browsers. */
export const createRevocations: unknown = undefined

/** Not available in browsers. */
export const createShareLink: unknown = undefined

/** Not available in browsers. */
export const revokeShareLink: unknown = undefined

/** Not available in browsers. */
export const createViewerToken: unknown = undefined

/** Not available in browsers. */
export const toNodeHandler: unknown = undefined

throw createBrowserError()
