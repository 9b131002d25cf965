import { FishbowlError } from '@fishbowl/core'

import type { WebhookOptions } from '../routes/webhooks.js'
import { checkWebhooks } from '../routes/webhooks.js'
import type { Authorize } from '../scopes.js'
import { createMemoryStore } from '../store/memoryStore.js'
import type { CheckedTokens } from '../tokens/options.js'
import { checkTokenOptions } from '../tokens/options.js'
import type { RunHandlerOptions } from './createRunHandler.js'

const DEFAULTS = {
  basePath: '/api/fishbowl',
  baseUrl: 'https://agent.tinyfish.ai/v1',
  allowedOrigins: [] as readonly string[],
  timeout: 30_000,
  maxRequestBytes: 64 * 1024,
  maxResponseBytes: 8 * 1024 * 1024,
  pollInterval: 2_000,
  maxPollRate: 1,
}

type Required<Options> = { readonly [Name in keyof Options]-?: NonNullable<Options[Name]> }

/** Options with their defaults. */
export interface CheckedOptions extends Required<
  Omit<RunHandlerOptions, 'authorize' | 'getSubject' | 'tokens' | 'webhooks'>
> {
  readonly authorize: Authorize | null
  readonly getSubject: RunHandlerOptions['getSubject'] | null
  readonly tokens: CheckedTokens | null
  readonly webhooks: WebhookOptions | null
}

/** Checks what a host wrote. No text contains what is wrong: it may be the key. */
export function checkOptions(options: RunHandlerOptions): CheckedOptions {
  const basePath = (options.basePath ?? DEFAULTS.basePath).replace(/\/+$/, '')
  const checked: CheckedOptions = {
    apiKey: checkApiKey(options.apiKey),
    authorize: options.authorize ?? null,
    getSubject: options.getSubject ?? null,
    tokens: options.tokens ? checkTokenOptions(options.tokens) : null,
    basePath,
    // Looked up for each request, as tools that observe or replace it come and go.
    fetch: options.fetch ?? ((request) => globalThis.fetch(request)),
    baseUrl: checkBaseUrl(options.baseUrl ?? DEFAULTS.baseUrl),
    allowedOrigins: options.allowedOrigins ?? DEFAULTS.allowedOrigins,
    timeout: options.timeout ?? DEFAULTS.timeout,
    maxRequestBytes: options.maxRequestBytes ?? DEFAULTS.maxRequestBytes,
    maxResponseBytes: options.maxResponseBytes ?? DEFAULTS.maxResponseBytes,
    store: options.store ?? createMemoryStore(),
    pollInterval: options.pollInterval ?? DEFAULTS.pollInterval,
    maxPollRate: options.maxPollRate ?? DEFAULTS.maxPollRate,
    webhooks: options.webhooks ? checkWebhooks(options.webhooks) : null,
    onError: options.onError ?? (() => undefined),
    onAudit: options.onAudit ?? (() => undefined),
  }
  if (checked.authorize ? typeof checked.authorize !== 'function' : !checked.tokens) {
    fail(
      'was called without `authorize` or `tokens`, and nobody may see runs unless you say so. Write authorize: async (request, { scope, runIds }) => …, which answers true for what the sender of the request may do, or tokens: { secret: process.env.FISHBOWL_TOKEN_SECRET } for viewer tokens.',
    )
  }
  if (basePath !== '' && (!basePath.startsWith('/') || basePath !== toPathname(basePath))) {
    fail(
      "was given a `basePath` that is not a path. Write where your server mounts it, such as '/api/fishbowl'.",
    )
  }
  if (!checked.allowedOrigins.every(isOrigin)) {
    fail(
      "was given an `allowedOrigins` that is not a list of origins. Write them as browsers do: 'https://app.example.com', without a path.",
    )
  }
  for (const name of [
    'timeout',
    'maxRequestBytes',
    'maxResponseBytes',
    'pollInterval',
    'maxPollRate',
  ] as const) {
    // Timers take no longer waits; some would fire at once.
    if (!(checked[name] > 0 && checked[name] < 2 ** 31)) {
      fail(`was given a \`${name}\` that is not a number between 0 and 2147483647.`)
    }
  }
  return checked
}

function checkApiKey(apiKey: unknown): string {
  if (typeof apiKey !== 'string' || apiKey.trim() === '') {
    fail(
      'was called without an `apiKey`. It needs the key of your TinyFish account. Write apiKey: process.env.TINYFISH_API_KEY, and set that variable on the server.',
    )
  }
  // No quotes either, so that it can be found in JSON as it is.
  if (!/^[\w.~+/=:-]+$/.test(apiKey)) {
    fail(
      'was given an `apiKey` that is not one. Remove spaces, line breaks, quotes and anything that is not plain ASCII, at its ends too.',
    )
  }
  return apiKey
}

function checkBaseUrl(baseUrl: string): string {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : null
  const isLocal =
    url !== null && /^(localhost|.+\.localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname)
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLocal)
  if (!url || !isSafe || url.username || url.password || url.search || url.hash) {
    fail(
      "was given a `baseUrl` that is not usable. Write an absolute https URL, such as 'https://agent.tinyfish.ai/v1'; http is for this machine only, as the API key is sent there.",
    )
  }
  return url.href.replace(/\/+$/, '')
}

function toPathname(path: string): string {
  return new URL(path, 'http://localhost').pathname
}

function isOrigin(value: unknown): boolean {
  return typeof value === 'string' && URL.canParse(value) && new URL(value).origin === value
}

function fail(message: string): never {
  throw new FishbowlError({ code: 'invalid_input', message: `createRunHandler ${message}` })
}
