import { FishbowlError } from '@fishbowl/core'
import { parseUrl } from '@fishbowl/core/internal'

import type { RunScope } from '../scopes.js'
import { watchingScopes } from '../scopes.js'
import type { ViewerTokenKeys } from '../tokens/keys.js'
import { signToken } from '../tokens/signToken.js'
import { isTitle, shareKind } from '../tokens/viewerToken.js'

/** Milliseconds. */
const DEFAULT_TTL = 24 * 60 * 60_000
/** Milliseconds. */
const MIN_TTL = 60_000
const defaultScope: readonly RunScope[] = ['run:read', 'run:result']

/** What a share link shows, and for how long. */
export interface ShareGrant {
  /** Ids of the runs that the page shows, in this order: 1 to 100. */
  runs: readonly string[]
  /**
   * What is shown of them: `run:read`, and perhaps `run:result`, `run:steps` and `run:stream`, which hands
   * control of the browser to everybody who gets hold of the link. No link cancels, starts or lists runs.
   *
   * @default ['run:read', 'run:result']
   */
  scope?: readonly RunScope[] | undefined
  /** Milliseconds until the link ends, from a minute to 30 days. @default 86_400_000, which is a day */
  ttl?: number | undefined
  /**
   * Stands above the runs, as plain text that nobody can change: 1 to 200 characters on one line. Whoever
   * has the link can read it. @default none
   */
  title?: string | undefined
  /** The URL of your handler as browsers reach it, such as `https://example.com/api/fishbowl`. */
  endpoint: string
  /** Names the link, to revoke it without having it. @default a random UUID */
  id?: string | undefined
}

/**
 * Makes a link to a page of your handler that shows some runs to whoever has the link, without an account.
 * The right stands behind the `#`, which browsers keep to themselves: send the link, and write it into no
 * log. A handler that has the same `tokens` serves the page.
 *
 * @throws {FishbowlError} `invalid_input` when the grant or the keys are not usable.
 * @example
 * const link = await createShareLink(
 *   { runs: [runId], title: 'Lantern prices', endpoint: 'https://example.com/api/fishbowl' },
 *   tokens,
 * )
 */
export async function createShareLink(grant: ShareGrant, tokens: ViewerTokenKeys): Promise<string> {
  const { runs, scope = defaultScope, ttl = DEFAULT_TTL, id = crypto.randomUUID(), title } = grant
  const page = toPageUrl(grant.endpoint)
  if (Array.isArray(runs) && runs.length === 0) {
    fail(`no runs. Name 1 to ${shareKind.maxRuns}.`)
  }
  if (!isForWatching(scope)) {
    fail(
      "a `scope` that is no list of rights to watch with 'run:read' among them. Of the others there are 'run:result', 'run:steps' and 'run:stream'.",
    )
  }
  if (!(ttl >= MIN_TTL && ttl <= shareKind.maxTtl)) {
    fail('a `ttl` that is not between a minute and 30 days. It is in milliseconds.')
  }
  if (title !== undefined && !isTitle(title)) {
    fail(
      'a `title` that is not 1 to 200 visible characters on one line. Cut it, or leave it out for none.',
    )
  }
  // A link is for anybody who has it. The limits of a subject are those of all who look at it together.
  const claims = { subject: `share:${id}`, runs, scope, ttl, id, title }
  return `${page}#${await signToken(shareKind, claims, tokens, 'createShareLink')}`
}

function isForWatching(scope: unknown): boolean {
  if (!Array.isArray(scope) || !scope.includes('run:read')) return false
  return scope.every((one) => watchingScopes.has(one))
}

function toPageUrl(endpoint: unknown): string {
  const url = typeof endpoint === 'string' ? parseUrl(endpoint) : undefined
  const isWeb = url?.protocol === 'https:' || url?.protocol === 'http:'
  if (!url || !isWeb || url.username || url.password || url.search || url.hash) {
    fail(
      "an `endpoint` that is not the URL of your handler. Write where browsers reach it: 'https://example.com/api/fishbowl'.",
    )
  }
  return `${url.href.replace(/\/+$/, '')}/view`
}

function fail(what: string): never {
  throw new FishbowlError({ code: 'invalid_input', message: `createShareLink was given ${what}` })
}
