import { FishbowlError } from '@fishbowl/core'
import { parseUrl } from '@fishbowl/core/internal'

import type { WebhookOptions } from '../routes/webhookUrl.js'
import { checkWebhooks } from '../routes/webhookUrl.js'
import type { Authorize } from '../scopes.js'
import type { CheckedShare, ShareOptions } from '../share/shareOptions.js'
import { checkShareOptions } from '../share/shareOptions.js'
import { createMemoryStore } from '../store/memoryStore.js'
import type { RunStore } from '../store/runStore.js'
import type { CheckedTokens, ViewerTokenOptions } from '../tokens/tokenOptions.js'
import { checkTokenOptions } from '../tokens/tokenOptions.js'
import type { AuditEntry } from './audit.js'

/** Who may do what, and how to reach TinyFish. */
export interface RunHandlerOptions {
  /** The key of your TinyFish account. It is sent to `baseUrl` and nowhere else. */
  apiKey: string | undefined
  /**
   * Says whether the sender of a request may do something, before anything is asked of TinyFish. This is
   * for hosts with sessions of their own. `true` allows it, and shows all fields. A list of scopes allows
   * it if `action.scope` is in the list, and shows only the fields of these scopes. Anything else refuses
   * it, and so does a function that throws or rejects.
   *
   * It is called with `run:read`, `run:cancel`, `run:start` and `run:list`, for a request for several runs
   * once for each of them; but of one that bears nothing by which somebody could be told, no further than
   * the first no. A request for a run that may not be read is answered with 404, as if there were
   * no such run. To look at the body of a start, read `request.clone()`.
   */
  authorize?: Authorize | undefined
  /**
   * Says who sends a request, before `authorize` is asked about it: the id of the user, who then has the
   * limits of a subject as with viewer tokens, or `null` for somebody without limits. When it throws or
   * rejects, the request is refused.
   *
   * @default nobody has limits
   */
  getSubject?: ((request: Request) => string | null | Promise<string | null>) | undefined
  /**
   * Lets viewers in by the tokens that `createViewerToken` made with the same keys. One of `authorize`
   * and `tokens` must be given; with both, `authorize` is asked about requests without a bearer token.
   */
  tokens?: ViewerTokenOptions | undefined
  /** The path below which the handler is mounted. @default '/api/fishbowl' */
  basePath?: string | undefined
  /** Sends the requests to TinyFish. @default the global `fetch` */
  fetch?: ((request: Request) => Promise<Response>) | undefined
  /** Where TinyFish is. @default 'https://agent.tinyfish.ai/v1' */
  baseUrl?: string | undefined
  /**
   * Origins of pages that may use the handler, beside its own: `['https://app.example.com']`. List the own
   * origin too if a proxy does not pass the `Host` that browsers ask for. Pages of other origins are let
   * in by CORS with a viewer token, without cookies.
   *
   * @default []
   */
  allowedOrigins?: readonly string[] | undefined
  /** Milliseconds that TinyFish may take. A stream only has to open in that time. @default 30_000 */
  timeout?: number | undefined
  /** Bytes that the body of a request may have. @default 65_536 */
  maxRequestBytes?: number | undefined
  /** Bytes that an answer of TinyFish, or one event of a stream, may have. @default 8_388_608 */
  maxResponseBytes?: number | undefined
  /**
   * What the processes of your server share, so that one of them reads runs for the viewers of all, and
   * the requests of a viewer token are counted by all together.
   *
   * @default createMemoryStore()
   */
  store?: RunStore | undefined
  /** Milliseconds from one read of a watched run to the next, while it is young. @default 2_000 */
  pollInterval?: number | undefined
  /** Requests a second with which watched runs are read, by all processes together. @default 1 */
  maxPollRate?: number | undefined
  /**
   * Lets TinyFish say that a run has ended: runs started through the handler get a `webhook_url`. For
   * other runs make one with `createWebhookUrl`. Without webhooks, changes are found by reading alone.
   */
  webhooks?: WebhookOptions | undefined
  /**
   * What the page of the links that `createShareLink` makes may do. With `tokens` it is there, below the
   * handler's path at `/view`; without, it is not.
   */
  share?: ShareOptions | undefined
  /**
   * Called with what went wrong at TinyFish, in `authorize` or in the handler, for your log. Neither the
   * error nor its `cause` contains keys, tokens or URLs.
   */
  onError?: ((error: FishbowlError) => unknown) | undefined
  /**
   * Called with who did what to which run, for your audit log: one entry for each request, and for each
   * run of a batch. A start that streams has two entries when the run's id comes after the answer.
   */
  onAudit?: ((entry: AuditEntry) => unknown) | undefined
}

const defaults = {
  basePath: '/api/fishbowl',
  baseUrl: 'https://agent.tinyfish.ai/v1',
  allowedOrigins: [] as readonly string[],
  timeout: 30_000,
  maxRequestBytes: 64 * 1024,
  maxResponseBytes: 8 * 1024 * 1024,
  pollInterval: 2_000,
  maxPollRate: 1,
}

type Complete<Options> = { readonly [Name in keyof Options]-?: NonNullable<Options[Name]> }

/** The options with their defaults. */
export interface CheckedOptions extends Complete<
  Omit<RunHandlerOptions, 'authorize' | 'getSubject' | 'tokens' | 'webhooks' | 'share'>
> {
  readonly authorize: Authorize | null
  readonly getSubject: NonNullable<RunHandlerOptions['getSubject']> | null
  readonly tokens: CheckedTokens | null
  readonly webhooks: WebhookOptions | null
  readonly share: CheckedShare | null
}

/**
 * Checks the options that a host wrote. No message quotes what is wrong, because it may be the key.
 *
 * @throws {FishbowlError} `invalid_input` when one is missing or not usable.
 */
export function checkOptions(options: RunHandlerOptions): CheckedOptions {
  const basePath = (options.basePath ?? defaults.basePath).replace(/\/+$/, '')
  const checked: CheckedOptions = {
    apiKey: checkApiKey(options.apiKey),
    authorize: options.authorize ?? null,
    getSubject: options.getSubject ?? null,
    tokens: options.tokens ? checkTokenOptions(options.tokens) : null,
    basePath,
    // It is looked up for each request, because tools that observe or replace it come and go.
    fetch: options.fetch ?? ((request) => globalThis.fetch(request)),
    baseUrl: checkBaseUrl(options.baseUrl ?? defaults.baseUrl),
    allowedOrigins: options.allowedOrigins ?? defaults.allowedOrigins,
    timeout: options.timeout ?? defaults.timeout,
    maxRequestBytes: options.maxRequestBytes ?? defaults.maxRequestBytes,
    maxResponseBytes: options.maxResponseBytes ?? defaults.maxResponseBytes,
    store: options.store ?? createMemoryStore(),
    pollInterval: options.pollInterval ?? defaults.pollInterval,
    maxPollRate: options.maxPollRate ?? defaults.maxPollRate,
    webhooks: options.webhooks ? checkWebhooks(options.webhooks) : null,
    share: options.tokens ? checkShareOptions(options.share ?? {}) : null,
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
    // Timers take no longer waits: a timer with a longer one fires at once.
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
  // Quotes are refused too: they are escaped in JSON, where `redactKey` would not find the key.
  if (!/^[\w.~+/=:-]+$/.test(apiKey)) {
    fail(
      'was given an `apiKey` that is not one. Remove spaces, line breaks, quotes and anything that is not plain ASCII, at its ends too.',
    )
  }
  return apiKey
}

function checkBaseUrl(baseUrl: string): string {
  const url = parseUrl(baseUrl)
  const isLocal =
    url !== undefined && /^(localhost|.+\.localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname)
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
  return typeof value === 'string' && parseUrl(value)?.origin === value
}

function fail(message: string): never {
  throw new FishbowlError({ code: 'invalid_input', message: `createRunHandler ${message}` })
}
