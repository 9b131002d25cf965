import { FishbowlError, frameSources } from '@fishbowl/core'
import { parseUrl } from '@fishbowl/core/internal'

/** What the page of a share link may do, and where it may stand. */
export interface ShareOptions {
  /**
   * Origins of the sites that may show the page in an `<iframe>`, with `?embed` in its address:
   * `['https://shop.example']`. Each is named whole, without a path or a star.
   *
   * @default none
   */
  frameAncestors?: readonly string[] | undefined
  /** How the page follows runs that go on, as in `FishbowlProvider`. @default 'poll' */
  transport?: 'poll' | 'push' | undefined
  /** Hosts of live views beside TinyFish's own, as in `FishbowlProvider`. @default none */
  allowedStreamHosts?: readonly string[] | undefined
  /** Shows live views with `http` addresses on this machine. @default false */
  allowInsecureLocalhost?: boolean | undefined
}

/** The options with their defaults. */
export type CheckedShare = {
  readonly [Name in keyof ShareOptions]-?: NonNullable<ShareOptions[Name]>
}

/**
 * Checks the options that a host wrote.
 *
 * @throws {FishbowlError} `invalid_input` when one is not usable.
 */
export function checkShareOptions(options: ShareOptions): CheckedShare {
  const checked: CheckedShare = {
    frameAncestors: options.frameAncestors ?? [],
    transport: options.transport ?? 'poll',
    allowedStreamHosts: options.allowedStreamHosts ?? [],
    allowInsecureLocalhost: options.allowInsecureLocalhost ?? false,
  }
  if (!Array.isArray(checked.frameAncestors) || !checked.frameAncestors.every(isWholeOrigin)) {
    fail(
      "a `share.frameAncestors` that is not a list of origins. Write each whole, as browsers do: 'https://shop.example', without a path or a star.",
    )
  }
  if (checked.transport !== 'poll' && checked.transport !== 'push') {
    fail("a `share.transport` that is neither 'poll' nor 'push'.")
  }
  // The policy is written for each page, which must not be the first to find a host that is refused.
  frameSources(checked)
  return checked
}

/** Parsers of URLs let `*`, `;` and quotes pass in a host, and a policy would read them as its own. */
function isWholeOrigin(value: unknown): boolean {
  return (
    typeof value === 'string' &&
    /^https?:\/\/[a-z0-9.-]+(?::\d+)?$/.test(value) &&
    parseUrl(value)?.origin === value
  )
}

function fail(what: string): never {
  throw new FishbowlError({ code: 'invalid_input', message: `createRunHandler was given ${what}` })
}
